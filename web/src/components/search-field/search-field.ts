import { html, LitElement, nothing } from 'lit';
import { state } from 'lit/decorators.js';
import type { Track } from '../../feed/payload';
import { type ItemKind, text } from '../../text/text';
import { itemPath } from '../item-path';
import { artistsOf, genreName, titleOf } from '../track-words';
import { type FoundGroup, readFound } from './found';

const PATH = '/api/v1/search';
const REST_MS = 150;
const OF_A_KIND = 4;
const OPTION = '[role="option"]';

/** Whose keys are their own. */
const TYPING = 'input, textarea, select, [contenteditable]';

/**
 * The search over the catalogue: what its form would find on a page of its own is shown below the
 * field while the reader types. Lives in the page's own tree, around a form that works without it.
 *
 * Keys: a slash leads to the field, arrows through what was found, Enter opens it, Escape closes.
 *
 * @slot - a form with a field named q
 */
export class SearchFieldElement extends LitElement {
  /** Undefined while nothing is asked. */
  @state() private found: readonly FoundGroup[] | 'failed' | undefined;
  @state() private active = -1;
  @state() private open = false;

  private field: HTMLInputElement | null = null;
  private asking = new AbortController();
  private timer: ReturnType<typeof setTimeout> | undefined;

  protected override createRenderRoot() {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.field = this.querySelector('input');
    const { field } = this;
    if (!field) return;
    field.setAttribute('role', 'combobox');
    field.setAttribute('aria-autocomplete', 'list');
    field.setAttribute('aria-controls', 'found');
    field.addEventListener('input', this.typed);
    field.addEventListener('keydown', this.pressed);
    field.addEventListener('focus', this.entered);
    this.addEventListener('focusout', this.left);
    document.addEventListener('keydown', this.slashed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    document.removeEventListener('keydown', this.slashed);
    this.stop();
  }

  override render() {
    const { found } = this;
    const groups = found === 'failed' || !found ? [] : found;
    const count = groups.reduce((sum, { items }) => sum + items.length, 0);
    const open = this.open && found !== undefined;
    let index = 0;
    return html`<div class="found" ?hidden=${!open}>
        <div id="found" role="listbox" aria-label=${text.search.label}>
          ${groups.map(
            ({ kind, items }) => html`<div role="group" aria-label=${text.kind[kind]}>
              <p class="kind" aria-hidden="true">${text.kind[kind]}</p>
              ${items.map((item) => this.option(kind, item, index++))}
            </div>`,
          )}
          ${count > 0 ? this.all(index) : nothing}
        </div>
        ${count === 0 ? html`<p class="none">${found === 'failed' ? text.search.failed : text.search.none}</p>` : nothing}
      </div>
      <p class="hidden" aria-live="polite">${open && count > 0 ? text.search.found(count) : open ? text.search.none : ''}</p>`;
  }

  protected override updated(): void {
    const { field } = this;
    const options = this.options();
    field?.setAttribute('aria-expanded', String(this.open && options.length > 0));
    const active = options[this.active];
    if (active) field?.setAttribute('aria-activedescendant', active.id);
    else field?.removeAttribute('aria-activedescendant');
    active?.scrollIntoView?.({ block: 'nearest' });
  }

  private option(kind: ItemKind, item: Track, index: number) {
    const title = titleOf(item);
    return html`<a role="option" id="found-${index}" tabindex="-1" href=${itemPath(kind, item.id)}
      aria-selected=${index === this.active}><bdi>${kind === 'genres' ? genreName(title) : title}</bdi>
      ${kind === 'tracks' ? html`<span class="by">${artistsOf(item)}</span>` : nothing}</a>`;
  }

  private all(index: number) {
    return html`<a role="option" class="all" id="found-${index}" tabindex="-1"
      href="/search?q=${encodeURIComponent(this.words())}"
      aria-selected=${index === this.active}>${text.search.all}</a>`;
  }

  private words(): string {
    return this.field?.value.trim() ?? '';
  }

  private options(): HTMLAnchorElement[] {
    return [...this.querySelectorAll<HTMLAnchorElement>(OPTION)];
  }

  private readonly typed = () => {
    this.stop();
    this.active = -1;
    if (this.words() === '') {
      this.found = undefined;
      return;
    }
    this.open = true;
    this.timer = setTimeout(() => this.ask(), REST_MS);
  };

  private readonly entered = () => {
    this.open = true;
  };

  private readonly left = (event: FocusEvent) => {
    if (!this.contains(event.relatedTarget as Node | null)) this.open = false;
  };

  private readonly pressed = (event: KeyboardEvent) => {
    const options = this.options();
    if (event.key === 'Escape' && this.open && this.found) {
      this.open = false;
      this.active = -1;
      event.preventDefault();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (options.length === 0) return;
      const step = event.key === 'ArrowDown' ? 1 : -1;
      this.open = true;
      // One place more than there are options: none of them, as it begins.
      const places = options.length + 1;
      this.active = ((this.active + 1 + step + places) % places) - 1;
      event.preventDefault();
    } else if (event.key === 'Enter' && this.open && options[this.active]) {
      options[this.active]?.click();
      event.preventDefault();
    }
  };

  private readonly slashed = (event: KeyboardEvent) => {
    const typing = event.composedPath()[0];
    if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing instanceof Element && typing.matches(TYPING)) return;
    event.preventDefault();
    this.field?.focus();
    this.field?.select();
  };

  private async ask(): Promise<void> {
    const asking = new AbortController();
    this.asking = asking;
    const query = new URLSearchParams({ q: this.words(), limit: String(OF_A_KIND) });
    try {
      const answer = await fetch(`${PATH}?${query}`, { signal: asking.signal });
      this.found = answer.ok ? readFound(await answer.json()) : 'failed';
    } catch {
      if (!asking.signal.aborted) this.found = 'failed';
    }
  }

  private stop(): void {
    clearTimeout(this.timer);
    this.asking.abort();
  }
}
