import type { LitElement, ReactiveController } from 'lit';

/** The size of one part of an element, which is drawn anew whenever it changes. */
export class Measured implements ReactiveController {
  width = 0;
  height = 0;
  private readonly watcher = new ResizeObserver(() => this.measure());
  private watching = false;

  /** @param selector the part, which is there from the first drawing on */
  constructor(
    private readonly host: LitElement,
    private readonly selector: string,
  ) {
    host.addController(this);
  }

  /** Not before the first drawing: a watcher tells once how things are, and the part is not there. */
  hostUpdated(): void {
    if (this.watching) return;
    this.watching = true;
    this.watcher.observe(this.host);
  }

  hostConnected(): void {
    if (this.host.hasUpdated) this.hostUpdated();
  }

  hostDisconnected(): void {
    this.watcher.disconnect();
    this.watching = false;
  }

  private measure(): void {
    const part = this.host.renderRoot.querySelector(this.selector);
    const { clientWidth = 0, clientHeight = 0 } = part ?? {};
    if (clientWidth === this.width && clientHeight === this.height) return;
    this.width = clientWidth;
    this.height = clientHeight;
    this.host.requestUpdate();
  }
}
