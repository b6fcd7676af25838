import { css } from 'lit';

export const feedStatusStyles = css`
  :host {
    display: block;
  }
  p {
    display: grid;
    grid-template-columns: 8px auto;
    justify-content: var(--feed-status-justify, start);
    align-items: center;
    gap: 0 8px;
    margin: 0;
    min-height: 20px;
    font-size: 14px;
    line-height: 20px;
    color: var(--muted);
  }
  .dot {
    width: 8px;
    height: 8px;
    border-radius: 50%;
    background: var(--muted);
  }
  :host([status='live']) .dot {
    background: var(--accent);
  }
  :host([status='offline']) .dot,
  :host([status='ended']) .dot {
    background: none;
    box-shadow: inset 0 0 0 2px var(--muted);
  }
  .word {
    font-weight: 600;
  }
  :host([status='live']) .word {
    font-weight: 400;
  }
  .detail {
    grid-column: 2;
  }
`;
