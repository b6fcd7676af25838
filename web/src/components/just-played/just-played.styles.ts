import { css } from 'lit';

export const justPlayedStyles = css`
  :host {
    display: block;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    display: flex;
    align-items: center;
    gap: 12px;
    box-sizing: border-box;
    height: 53px;
    border-top: 1px solid var(--line);
  }
  .words {
    overflow: hidden;
    padding-block: 9px;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  /* Inline, not inline-block: an ellipsis cuts text, but drops or clips a block whole. */
  .words a {
    padding-block: 9px;
    font-weight: 650;
    color: inherit;
    text-decoration: none;
  }
  .words a:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  .words a:focus-visible {
    outline: 2px solid var(--fg);
    outline-offset: -3px;
    border-radius: 4px;
  }
  .bone {
    border-radius: 4px;
    background: var(--line);
  }
  .bone.art {
    width: 36px;
    height: 36px;
  }
  .bone.line {
    width: min(220px, 60%);
    height: 12px;
  }
  p {
    margin: 0;
    padding-block: 16px;
    border-top: 1px solid var(--line);
    color: var(--muted);
  }
`;
