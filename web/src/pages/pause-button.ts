import { text } from '../text/text';
import { byId } from './page';

/** The button by which a page stands still until the reader lets it go on. */
export class PauseButton {
  private readonly button = byId('pause');
  private isPaused = false;

  /** @param change told whenever the reader pauses or resumes */
  constructor(private readonly change: (paused: boolean) => void) {
    this.button.hidden = false;
    this.button.addEventListener('click', () => this.toggle());
  }

  get paused(): boolean {
    return this.isPaused;
  }

  toggle(): void {
    this.isPaused = !this.isPaused;
    this.button.toggleAttribute('data-paused', this.isPaused);
    byId('pause-word').textContent = this.isPaused ? text.resume : text.pause;
    this.change(this.isPaused);
  }
}
