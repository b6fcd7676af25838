import { html, nothing, svg } from 'lit';
import { property } from 'lit/decorators.js';
import { text } from '../../text/text';
import { chartStyles } from '../chart.styles';
import { DrawnElement } from '../drawn-element';
import { Measured } from '../measured';
import { type Bar, barsOf, busiest, daysOf, frameOf, type Tick, ticksOf } from './bars';
import { playCurveStyles } from './play-curve.styles';

const AXIS_PX = 28;

/** Which time a curve goes over: the last hour in small steps, or seven days by the hour. */
export type CurveSpan = 'hour' | 'week';

/**
 * The plays of one thing along time: a bar for each step that may be told, and nothing where it may
 * not; the one that is still running is coloured.
 *
 * @property points - the steps by time; undefined while nothing is known yet
 * @property until - as of when they are, epoch milliseconds
 * @property span - over which time
 * @cssprop --curve - its height
 * @cssprop --edge - how far the words stand from the edge
 */
export class PlayCurveElement extends DrawnElement {
  static override styles = [chartStyles, playCurveStyles];

  @property({ attribute: false }) points: readonly Bar[] | undefined;
  @property({ attribute: false }) until: number | undefined;
  @property() span: CurveSpan = 'hour';

  private readonly stage = new Measured(this, '.stage');

  override render() {
    const points = this.points;
    const some = points !== undefined && points.length > 0;
    return html`<figure>
      <div class="stage">${points ? this.picture(points) : nothing}</div>
      <figcaption>
        <span class="takeaway">${points ? this.takeaway(points) : text.curve.loading}</span>
        ${some ? html`<span>${text.curve.runs} ${text.curve.gaps}</span>` : nothing}
      </figcaption>
      ${some ? html`<ul class="hidden">${this.words(points).map((words) => html`<li>${words}</li>`)}</ul>` : nothing}
    </figure>`;
  }

  private picture(points: readonly Bar[]) {
    const { width, height } = this.stage;
    if (width === 0) return nothing;
    const until = this.until ?? Date.now();
    const high = height - AXIS_PX;
    const frame = frameOf(this.span, points, until);
    const label = `${text.curve[this.span]}. ${this.takeaway(points)}`;
    return html`<svg width=${width} height=${height} role="img" aria-label=${label}>
      ${ticksOf(this.span, frame, until, width).map((tick) => this.tick(tick, height))}
      ${barsOf(frame, points, until, width, high).map(
        (bar) =>
          svg`<rect x=${bar.x} y=${high - bar.height} width=${bar.width} height=${bar.height}
            class=${bar.runs ? 'runs' : nothing} />`,
      )}
    </svg>`;
  }

  private tick({ x, words }: Tick, height: number) {
    return svg`<line x1=${x} x2=${x} y1="0" y2=${height - AXIS_PX + 6} />
      <text x=${x} y=${height - 6}>${words}</text>`;
  }

  private takeaway(points: readonly Bar[]): string {
    const most = busiest(points);
    if (!most) return text.curve.empty;
    return this.span === 'hour'
      ? text.curve.hourMost(text.clock(most.at), most.plays)
      : text.curve.weekMost(text.dateTime(most.at), most.plays);
  }

  private words(points: readonly Bar[]): string[] {
    return this.span === 'hour'
      ? points.map(({ at, plays, listeners }) => text.curve.point(text.clock(at), plays, listeners))
      : daysOf(points).map(({ day, plays }) => text.curve.day(day, plays));
  }
}
