import { FeedStatusElement } from './feed-status';

customElements.define('feed-status', FeedStatusElement);

declare global {
  interface HTMLElementTagNameMap {
    'feed-status': FeedStatusElement;
  }
}
