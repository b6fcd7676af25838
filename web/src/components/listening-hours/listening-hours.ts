import { html } from 'lit';
import { property } from 'lit/decorators.js';
import type { Board } from '../../feed/payload';
import { text } from '../../text/text';
import { DrawnElement } from '../drawn-element';
import { clock, pad } from './clock';
import { listeningHoursStyles } from './listening-hours.styles';
import { DAYS, isWhole, placeOf, shares, type Week, weekOf } from './week';

/** How many shades a cell of the map can have. */
export const SHADES = 10;

/**
 * When people listen: a dial of the hours of the day, a map of the week, and what they show in a
 * sentence.
 *
 * @property board - rows of hours; undefined while nothing is known yet
 * @property now - the present instant in epoch milliseconds
 */
export class ListeningHoursElement extends DrawnElement {
  static override styles = listeningHoursStyles;

  @property({ attribute: false }) board: Board | undefined;
  @property({ attribute: false }) now: () => number = Date.now;

  override render() {
    const board = this.board;
    const week = weekOf(board ?? { items: [] });
    const here = new Date(this.now());
    const day = (here.getDay() + 6) % DAYS;
    const begun = week.hours.some((plays) => plays > 0);
    const words = begun ? said(week) : board ? text.hours.empty : text.hours.loading;
    return html`<div class="top">
        ${clock(week.hours, here.getHours(), `${text.hours.clock}. ${words}`)}
        <div>
          <p class="takeaway">${begun ? most(week) : words}</p>
          <p class="hint">${begun ? text.hours.hint : ''}</p>
        </div>
      </div>
      ${map(week, day, here.getHours(), `${text.hours.map}. ${words}`)}`;
  }
}

function map(week: Week, day: number, hour: number, words: string) {
  const shaded = shares(week.cells.flat());
  return html`<div class="map" role="img" aria-label=${words}>
    ${week.cells.map(
      (row, of) => html`<span class="day">${text.weekday(of, 'short')}</span>
        ${row.map((_, at) => {
          const shade = Math.ceil((shaded[of * row.length + at] ?? 0) * (SHADES - 1));
          return html`<span class="cell s${shade} ${of === day && at === hour ? 'now' : ''}"></span>`;
        })}`,
    )}
    <span></span>
    ${[0, 6, 12, 18].map((at) => html`<span class="axis">${pad(at)}</span>`)}
  </div>`;
}

function most(week: Week): string {
  const hour = text.hour(placeOf(week.hours, 'most'));
  return isWhole(week) ? text.hours.most(hour) : text.hours.mostSoFar(hour);
}

function said(week: Week): string {
  if (!isWhole(week)) return most(week);
  const quiet = text.hour(placeOf(week.hours, 'least'));
  const fullest = text.weekday(placeOf(week.days, 'most'), 'long');
  return `${most(week)} ${text.hours.quietest(quiet, fullest)}`;
}
