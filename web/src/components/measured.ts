import type { LitElement, ReactiveController } from 'lit';

/** The size of one part of an element, which is drawn anew whenever it changes. */
export class Measured implements ReactiveController {
  width = 0;
  height = 0;
  private readonly watcher = new ResizeObserver(() => this.measure());

  /** @param selector the part, which is there from the first drawing on */
  constructor(
    private readonly host: LitElement,
    private readonly selector: string,
  ) {
    host.addController(this);
  }

  hostConnected(): void {
    this.watcher.observe(this.host);
  }

  hostDisconnected(): void {
    this.watcher.disconnect();
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
