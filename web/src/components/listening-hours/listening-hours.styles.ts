import { css, unsafeCSS } from 'lit';

const shades = Array.from(
  { length: 9 },
  (_, index) =>
    `.s${index + 1} { background: color-mix(in srgb, var(--shade) ${12 + index * 11}%, var(--line)); }`,
).join('\n');

export const listeningHoursStyles = css`
  :host {
    display: block;
    --shade: var(--band-1);
  }
  .top {
    display: grid;
    grid-template-columns: 200px minmax(0, 1fr);
    align-items: center;
    gap: 24px;
    min-height: 200px;
  }
  p {
    margin: 0;
  }
  .takeaway {
    font-size: 18px;
    line-height: 24px;
    font-weight: 700;
    letter-spacing: -0.01em;
  }
  .hint {
    margin-top: 8px;
    font-size: 14px;
    line-height: 20px;
    color: var(--muted);
  }
  .clock {
    width: 100%;
    overflow: visible;
  }
  circle {
    fill: none;
    stroke: var(--line);
  }
  .hour {
    fill: var(--shade);
  }
  path.now {
    fill: var(--accent);
  }
  text {
    font-size: 12px;
    text-anchor: middle;
    fill: var(--muted);
  }
  .this {
    font-size: 18px;
    font-weight: 750;
    fill: var(--fg);
  }
  .map {
    display: grid;
    grid-template-columns: 44px repeat(24, minmax(0, 1fr));
    gap: 2px;
    margin-top: 20px;
    font-size: 14px;
    line-height: 26px;
  }
  .day {
    font-size: 14px;
    overflow: hidden;
    white-space: nowrap;
  }
  .cell {
    height: 26px;
    border-radius: 3px;
    background: var(--line);
  }
  .cell.now {
    box-shadow: 0 0 0 2px var(--accent);
  }
  .axis {
    grid-column: span 6;
    color: var(--muted);
  }
  ${unsafeCSS(shades)}
  @media (max-width: 480px) {
    .top {
      grid-template-columns: 150px minmax(0, 1fr);
      gap: 16px;
    }
    .map {
      grid-template-columns: 32px repeat(24, minmax(0, 1fr));
      font-size: 13px;
    }
    .day {
      font-size: 13px;
    }
    text {
      font-size: 14px;
    }
  }
`;
