import { css } from 'lit';

/** Beside those of every chart. */
export const rankLineStyles = css`
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
  .stage {
    height: 200px;
  }
  path {
    fill: none;
    stroke: var(--fg);
    stroke-width: 2px;
    stroke-linejoin: round;
  }
  circle {
    fill: var(--accent);
  }
  text.place {
    text-anchor: start;
  }
  figcaption {
    display: grid;
    box-sizing: border-box;
    min-height: 44px;
    padding-block-start: 4px;
  }
  @media (max-width: 480px) {
    h2 {
      font-size: 22px;
    }
  }
`;
