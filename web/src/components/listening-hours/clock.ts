import { html, svg } from 'lit';
import { text } from '../../text/text';
import { HOURS, shares } from './week';

const INNER = 38;
const LONGEST = 50;
const TURN = 360 / HOURS;
/** Between two bars, in degrees. */
const GAP = 2.4;

/** The hours of the day around a dial, each as long as it is busy; this hour in the accent. */
export function clock(hours: readonly number[], now: number, words: string) {
  return html`<svg class="clock" viewBox="-110 -110 220 220" role="img" aria-label=${words}>
    <circle r=${INNER + LONGEST} /><circle r=${INNER + LONGEST / 2} />
    ${shares(hours).map(
      (share, hour) => svg`<path d=${wedge(hour, share)} class=${hour === now ? 'now' : 'hour'}
        fill-opacity=${hour === now ? 1 : 0.4 + 0.6 * share} />`,
    )}
    ${[0, 6, 12, 18].map((hour) => {
      const [x, y] = at(hour * TURN, INNER + LONGEST + 13);
      return svg`<text x=${x} y=${y} dy="0.35em">${pad(hour)}</text>`;
    })}
    <text class="this" y="-6" dy="0.35em">${pad(now)}</text>
    <text y="12" dy="0.35em">${text.hours.now}</text>
  </svg>`;
}

/** A bar of an hour, from the inner ring outwards; no hour is without a trace. */
function wedge(hour: number, share: number): string {
  const outer = INNER + 3 + (LONGEST - 3) * share;
  const from = hour * TURN + GAP / 2;
  const to = (hour + 1) * TURN - GAP / 2;
  return `M${at(from, INNER)}L${at(from, outer)}A${outer},${outer} 0 0 1 ${at(to, outer)}L${at(to, INNER)}A${INNER},${INNER} 0 0 0 ${at(from, INNER)}Z`;
}

/** A place on the dial; midnight is at the top. */
function at(degrees: number, radius: number): [number, number] {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return [
    Math.round(Math.cos(angle) * radius * 10) / 10,
    Math.round(Math.sin(angle) * radius * 10) / 10,
  ];
}

export function pad(hour: number): string {
  return String(hour).padStart(2, '0');
}
