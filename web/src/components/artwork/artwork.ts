import { html, svg, type TemplateResult } from 'lit';

/**
 * A track's artwork, whole and square, never cropped or covered; a neutral sign where there is none.
 * Decorative: the title always stands beside it.
 */
export function artwork(image: string | undefined, size: number): TemplateResult {
  return image
    ? html`<img class="art" src=${image} width=${size} height=${size} alt="" loading="lazy"
        decoding="async" referrerpolicy="no-referrer" />`
    : html`<svg class="art none" width=${size} height=${size} viewBox="0 0 40 40"
        aria-hidden="true">${wave}</svg>`;
}

const wave = svg`<path d="M8 27c5 0 5-13 10-13s5 8 9 8 3-4 5-4v12H8z" />`;
