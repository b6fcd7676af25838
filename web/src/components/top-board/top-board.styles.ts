import { css } from 'lit';

export const topBoardStyles = css`
  :host {
    display: block;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 8px 16px;
    min-height: 48px;
    margin-bottom: 12px;
  }
  h2 {
    margin: 0;
    font-size: 26px;
    line-height: 32px;
    font-weight: 750;
    letter-spacing: -0.02em;
  }
  .more {
    display: var(--controls, inline-block);
    min-height: 40px;
    margin-bottom: 12px;
    padding-inline: 16px;
    border: 1px solid var(--line);
    border-radius: 8px;
    background: none;
    color: var(--fg);
    font: inherit;
    font-weight: 600;
    cursor: pointer;
  }
  .more:focus-visible {
    outline: 2px solid var(--fg);
    outline-offset: 2px;
  }
  ol {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  li {
    position: relative;
    display: grid;
    grid-template-columns: 32px 40px minmax(0, 1fr) auto;
    align-items: center;
    gap: 12px;
    box-sizing: border-box;
    height: 60px;
    background: var(--bg);
    box-shadow: inset 0 1px var(--line);
  }
  .rule {
    position: absolute;
    inset: 0 0 auto;
    height: 2px;
    background: var(--fg);
    transform: scaleX(var(--share, 0));
    transform-origin: 0 0;
    transition: transform 420ms cubic-bezier(0.2, 0.8, 0.2, 1);
  }
  .rule:dir(rtl) {
    transform-origin: 100% 0;
  }
  .rank {
    justify-self: end;
    font-size: 18px;
    font-weight: 750;
    font-stretch: 75%;
    font-variant-numeric: tabular-nums;
  }
  .words {
    display: grid;
    min-width: 0;
    line-height: 20px;
  }
  .title,
  .artists {
    overflow: hidden;
    white-space: nowrap;
    text-overflow: ellipsis;
  }
  .title {
    font-weight: 650;
    color: inherit;
    text-decoration: none;
  }
  /* The whole row's height is the link's target, not only its line. */
  a.title::after {
    content: '';
    position: absolute;
    inset-block: 2px;
    inset-inline: 44px 96px;
    border-radius: 4px;
  }
  a.title:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  a.title:focus-visible {
    outline: none;
  }
  a.title:focus-visible::after {
    outline: 2px solid var(--fg);
    outline-offset: -2px;
  }
  .artists {
    font-size: 14px;
    color: var(--muted);
  }
  /* Genres have no pictures. */
  :host([kind='genres']) li {
    grid-template-columns: 32px minmax(0, 1fr) auto;
  }
  .figures {
    display: grid;
    justify-items: end;
    line-height: 20px;
    font-variant-numeric: tabular-nums;
  }
  .plays {
    font-weight: 650;
  }
  .moved {
    display: flex;
    align-items: center;
    gap: 3px;
    font-size: 14px;
    font-weight: 600;
    line-height: 18px;
    color: var(--muted);
  }
  .moved path {
    fill: currentcolor;
  }
  .up {
    color: var(--up);
  }
  .down {
    color: var(--down);
  }
  .bone {
    display: block;
    border-radius: 4px;
    background: var(--line);
  }
  .bone.art {
    width: 40px;
    height: 40px;
  }
  .bone.long {
    width: min(180px, 70%);
    height: 12px;
    margin-block: 4px;
  }
  .bone.short {
    width: min(110px, 45%);
    height: 10px;
    margin-block: 5px;
  }
  .bone.figure {
    width: 48px;
    height: 12px;
  }
  .empty {
    box-sizing: border-box;
    min-height: 180px;
    max-width: 56ch;
    padding-block: 24px;
  }
  .empty p {
    margin: 0 0 8px;
  }
  footer {
    min-height: var(--foot, 104px);
    border-top: 1px solid var(--line);
    padding-top: 12px;
    font-size: 14px;
    line-height: 20px;
    color: var(--muted);
    font-variant-numeric: tabular-nums;
  }
  footer p {
    display: flex;
    flex-wrap: wrap;
    justify-content: space-between;
    gap: 0 16px;
    margin: 0;
  }
  footer p ~ p {
    display: var(--fine-print, flex);
  }
  :host([status='delayed']) .as-of,
  :host([status='offline']) .as-of {
    font-weight: 650;
    color: var(--fg);
  }
  .hidden {
    position: absolute;
    inset-block-start: 0;
    inset-inline-start: 0;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  @media (prefers-reduced-motion: reduce) {
    .rule {
      transition: none;
    }
  }
  @media (max-width: 480px) {
    li {
      gap: 10px;
      grid-template-columns: 24px 40px minmax(0, 1fr) auto;
    }
    :host([kind='genres']) li {
      grid-template-columns: 24px minmax(0, 1fr) auto;
    }
    h2 {
      font-size: 22px;
    }
  }
`;
