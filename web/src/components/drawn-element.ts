import { LitElement } from 'lit';

/**
 * An element that is first drawn in a task of its own: a page of many such would else keep its
 * reader's first touch waiting until all of them are drawn. It has the attribute `drawn` from then
 * on; until then the page's styles hold its place.
 */
export class DrawnElement extends LitElement {
  protected override async scheduleUpdate(): Promise<void> {
    if (this.hasUpdated) {
      super.scheduleUpdate();
    } else {
      await new Promise<void>((resolve) => setTimeout(resolve));
      super.scheduleUpdate();
      this.toggleAttribute('drawn', true);
    }
  }
}
