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
  .art.none path {
    fill: var(--muted);
    opacity: 0.55;
  }
`;
