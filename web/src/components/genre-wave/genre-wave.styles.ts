import { css, unsafeCSS } from 'lit';
import { SLOTS } from './wave-bands';

const ramp = Array.from(
  { length: SLOTS },
  (_, place) => `.band-${place} { fill: var(--band-${place}); }
    text.band-${place} { fill: var(--on-band-${place}); }`,
).join('\n');

export const genreWaveStyles = css`
  :host {
    display: block;
  }
  figure {
    margin: 0;
  }
  .stage {
    height: var(--wave, 376px);
    overflow: hidden;
    direction: ltr;
  }
  svg {
    display: block;
  }
  path {
    stroke: var(--bg);
    stroke-width: 1.5px;
  }
  line {
    stroke: var(--line);
  }
  text {
    font-size: 15px;
    text-anchor: middle;
  }
  .name {
    font-weight: 650;
  }
  ${unsafeCSS(ramp)}
  .other {
    fill: var(--line);
  }
  text.other {
    fill: var(--fg);
  }
  .rising {
    fill: var(--accent);
  }
  text.rising {
    fill: var(--on-accent);
  }
  .ago {
    font-size: 14px;
    fill: var(--muted);
  }
  figcaption {
    min-height: 24px;
    padding-inline: var(--edge, 24px);
    font-size: 14px;
    line-height: 24px;
    color: var(--muted);
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
  a:hover text {
    text-decoration: underline;
  }
  a:focus-visible {
    outline: 2px solid var(--bg);
    outline-offset: 2px;
  }
  @media (max-width: 960px) {
    .stage {
      height: var(--wave, 260px);
    }
    text {
      font-size: 14px;
    }
    .ago {
      font-size: 13px;
    }
    figcaption {
      min-height: 48px;
    }
  }
`;
