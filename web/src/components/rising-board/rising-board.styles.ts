import { css } from 'lit';

/** Beside those of a top board, whose rows these are. */
export const risingBoardStyles = css`
  .body {
    min-height: 120px;
  }
  .times {
    color: var(--accent);
  }
  .empty {
    min-height: 0;
    margin: 0;
    border-top: 1px solid var(--line);
    padding-block: 16px;
    color: var(--muted);
  }
  footer {
    min-height: var(--foot, 60px);
  }
`;
