import { html, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { SampledPlay } from '../../feed/plays-feed';
import { text } from '../../text/text';
import { artworkStyles } from '../artwork/artwork.styles';
import { coverLink } from '../artwork/cover-link';
import { DrawnElement } from '../drawn-element';
import { itemPath } from '../item-path';
import { artistsOf, titleOf } from '../track-words';
import { justPlayedStyles } from './just-played.styles';

/**
 * The newest plays out of the sampled stream, nobody's in particular.
 *
 * @property plays - newest first; undefined while nothing is known yet
 * @property rows - how many of them to show; the height is always that of so many
 */
export class JustPlayedElement extends DrawnElement {
  static override styles = [artworkStyles, justPlayedStyles];

  @property({ attribute: false }) plays: readonly SampledPlay[] | undefined;
  @property({ type: Number }) rows = 6;

  override render() {
    return html`<ol aria-label=${text.justPlayed.title}>
      ${
        this.plays
          ? repeat(this.plays.slice(0, this.rows), (play) => play.key, row)
          : Array.from({ length: this.rows }, skeletonRow)
      }
    </ol>
    ${this.plays?.length === 0 ? html`<p>${text.justPlayed.empty}</p>` : nothing}`;
  }
}

function row({ track }: SampledPlay) {
  const title = titleOf(track);
  return html`<li>
    ${coverLink(track, title, 36)}
    <span class="words">
      <a href=${itemPath('tracks', track.id)}>${title}</a>
      <span class="by">${artistsOf(track)}</span>
    </span>
  </li>`;
}

function skeletonRow() {
  return html`<li class="skeleton" aria-hidden="true">
    <span class="bone art"></span><span class="bone line"></span>
  </li>`;
}
