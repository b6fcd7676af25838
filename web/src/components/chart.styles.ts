import { css } from 'lit';

/** For every element that draws something along time. */
export const chartStyles = css`
  :host {
    display: block;
  }
  figure {
    margin: 0;
  }
  .stage {
    overflow: hidden;
    direction: ltr;
  }
  svg {
    display: block;
  }
  line {
    stroke: var(--line);
  }
  text {
    font-size: 14px;
    fill: var(--muted);
    text-anchor: middle;
    font-variant-numeric: tabular-nums;
  }
  figcaption {
    padding-inline: var(--edge, 0);
    font-size: 14px;
    line-height: 20px;
    color: var(--muted);
  }
  .takeaway {
    color: var(--fg);
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: 0;
    padding: 0;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (max-width: 960px) {
    text {
      font-size: 13px;
    }
  }
`;
