import { css } from 'lit';

/** Beside those of every chart. */
export const playCurveStyles = css`
  .stage {
    height: var(--curve, 200px);
  }
  rect {
    fill: var(--band-1);
  }
  rect.runs {
    fill: var(--accent);
  }
  figcaption {
    box-sizing: border-box;
    min-height: 44px;
    padding-block-start: 4px;
  }
`;
