import { css } from 'lit';

/** For every element that shows artwork. */
export const artworkStyles = css`
  .art {
    display: block;
    flex: none;
    border-radius: 4px;
    object-fit: contain;
    background: var(--line);
  }
  a.cover {
    position: relative;
    z-index: 1;
    flex: none;
    border-radius: 4px;
  }
  /* A small cover is no small target. */
  a.cover::after {
    content: '';
    position: absolute;
    inset: -2px;
  }
  a.cover:focus-visible {
    outline: 2px solid var(--fg);
    outline-offset: 2px;
  }
  .art.none path {
    fill: var(--muted);
    opacity: 0.55;
  }
`;
