import { css } from 'lit';

/** Beside those of a top board, whose rows these are. */
export const relatedListStyles = css`
  li {
    grid-template-columns: 40px minmax(0, 1fr) auto;
  }
  :host([kind='genres']) li {
    grid-template-columns: minmax(0, 1fr) auto;
  }
  a.title::after {
    inset-inline: 0 72px;
  }
  p {
    margin: 0;
  }
  .empty {
    min-height: 0;
    border-top: 1px solid var(--line);
    padding-block: 16px;
    color: var(--muted);
  }
  footer {
    min-height: 60px;
  }
  @media (max-width: 480px) {
    li {
      grid-template-columns: 40px minmax(0, 1fr) auto;
    }
    :host([kind='genres']) li {
      grid-template-columns: minmax(0, 1fr) auto;
    }
  }
`;
