import { html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { text } from '../../text/text';
import { chartStyles } from '../chart.styles';
import { DrawnElement } from '../drawn-element';
import { Measured } from '../measured';
import { rankLineStyles } from './rank-line.styles';
import { type Frame, type Stand, stepPath, xOf, yOf } from './steps';

/** The boards whose places are kept. */
export type RankedWindow = '1h' | '24h';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const BOARDS: Readonly<Record<RankedWindow, { readonly every: number; readonly back: number }>> = {
  '1h': { every: 10 * MINUTE_MS, back: 24 * HOUR_MS },
  '24h': { every: HOUR_MS, back: 7 * 24 * HOUR_MS },
};
const PAD_PX = 12;
const AXIS_PX = 28;
/** Beside the line stand the best and the worst place. */
const PLACES_PX = 56;

/**
 * Where one thing stood on a board over time, the best place on top.
 *
 * @property ranks - the places on each board by time; undefined while nothing is known yet
 * @property until - as of when they are, epoch milliseconds
 * @property board - which board the reader looks at
 */
export class RankLineElement extends DrawnElement {
  static override styles = [chartStyles, rankLineStyles];

  @property({ attribute: false }) ranks:
    | Readonly<Record<RankedWindow, readonly Stand[]>>
    | undefined;
  @property({ attribute: false }) until: number | undefined;
  @property() board: RankedWindow = '1h';

  private readonly stage = new Measured(this, '.stage');

  override render() {
    const stands = this.ranks?.[this.board];
    const some = stands !== undefined && stands.length > 0;
    return html`<header>
        <h2 id="title">${text.ranks.title}</h2>
        <choice-switch .choices=${(['1h', '24h'] as const).map((value) => ({ value, label: text.ranks.board[value] }))}
          .value=${this.board} .label=${text.ranks.boards}
          @choose=${(event: CustomEvent<RankedWindow>) => {
            this.board = event.detail;
          }}></choice-switch>
      </header>
      <figure aria-labelledby="title">
        <div class="stage">${some ? this.picture(stands) : nothing}</div>
        <figcaption>
          <span class="takeaway">${some ? takeaway(stands) : stands ? text.ranks.empty : text.ranks.loading}</span>
          ${some ? html`<span>${text.ranks.about[this.board]}</span>` : nothing}
        </figcaption>
        ${
          some
            ? html`<ul class="hidden">${stands.map(
                ({ at, place }) => html`<li>${text.ranks.point(text.dateTime(at), place)}</li>`,
              )}</ul>`
            : nothing
        }
      </figure>`;
  }

  private picture(stands: readonly Stand[]) {
    const { width, height } = this.stage;
    const last = stands.at(-1);
    if (width === 0 || !last) return nothing;
    const { every, back } = BOARDS[this.board];
    const places = stands.map(({ place }) => place);
    const end = Math.max(this.until ?? last.at, last.at) + every / 2;
    const frame: Frame = {
      width: width - PLACES_PX - PAD_PX,
      height: height - AXIS_PX - 2 * PAD_PX,
      begin: end - back - every,
      end,
      best: Math.min(...places),
      worst: Math.max(...places),
    };
    return html`<svg width=${width} height=${height} role="img"
      aria-label=${`${text.ranks.about[this.board]} ${takeaway(stands)}`}>
      ${[...new Set([frame.best, frame.worst])].map((place) => line(place, frame))}
      ${this.ticks(frame).map(
        ({ x, words }) => svg`<text x=${PLACES_PX + x} y=${height - 6}>${words}</text>`,
      )}
      <g transform="translate(${PLACES_PX} ${PAD_PX})">
        <path d=${stepPath(stands, every, frame)} />
        <circle cx=${xOf(frame, last.at)} cy=${yOf(frame, last.place)} r="5" />
      </g>
    </svg>`;
  }

  /** Hours of the day along a day, days along a week. */
  private ticks(frame: Frame): { x: number; words: string }[] {
    const day = this.board === '1h';
    const step = day ? 6 : 24;
    const at = new Date(frame.end);
    at.setHours(day ? Math.floor(at.getHours() / step) * step : 0, 0, 0, 0);
    const ticks: { x: number; words: string }[] = [];
    for (; at.getTime() > frame.begin; at.setHours(at.getHours() - step)) {
      const x = xOf(frame, at.getTime());
      const words = day ? text.clock(at.getTime()) : text.weekday((at.getDay() + 6) % 7, 'short');
      if (x > 20 && x < frame.width - 20) ticks.push({ x, words });
    }
    return ticks;
  }
}

function line(place: number, frame: Frame) {
  const y = PAD_PX + yOf(frame, place);
  return svg`<line x1=${PLACES_PX} x2=${PLACES_PX + frame.width} y1=${y} y2=${y} />
    <text class="place" x="0" y=${y} dy="0.35em">${text.ranks.place(place)}</text>`;
}

function takeaway(stands: readonly Stand[]): string {
  const best = Math.min(...stands.map(({ place }) => place));
  return text.ranks.best(best, stands.at(-1)?.place ?? best);
}
