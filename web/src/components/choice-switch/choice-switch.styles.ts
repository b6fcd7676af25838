import { css } from 'lit';

export const choiceSwitchStyles = css`
  :host {
    display: var(--controls, block);
    flex: none;
  }
  div {
    display: flex;
    gap: 2px;
    padding: 3px;
    border: 1px solid var(--line);
    border-radius: 10px;
  }
  button {
    min-width: 44px;
    min-height: 40px;
    padding-inline: 10px;
    border: 0;
    border-radius: 8px;
    background: none;
    color: var(--muted);
    font: inherit;
    font-size: 14px;
    white-space: nowrap;
    cursor: pointer;
  }
  button:hover {
    color: var(--fg);
  }
  button[aria-pressed='true'] {
    background: var(--fg);
    color: var(--bg);
    font-weight: 650;
  }
  button:focus-visible {
    outline: 2px solid var(--fg);
    outline-offset: 2px;
  }
  @media (max-width: 480px) {
    button {
      min-width: 40px;
      padding-inline: 7px;
    }
  }
`;
