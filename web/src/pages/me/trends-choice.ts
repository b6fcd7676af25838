import { text } from '../../text/text';
import { byId } from '../page';
import { type MeApi, SignedOut } from './me-api';

/** The checkbox by which one's plays join the public figures or leave them; kept as it changes. */
export class TrendsChoice {
  private saving = false;

  /** @param kept what the server holds */
  constructor(
    private readonly api: Pick<MeApi, 'chooseTrends'>,
    private kept: boolean,
  ) {}

  show(): void {
    const box = byId<HTMLInputElement>('trends');
    box.checked = this.kept;
    box.addEventListener('change', () => this.save(box));
    byId('counted').hidden = false;
  }

  /** It stays open to the keyboard meanwhile; what is chosen until the answer goes after it. */
  private async save(box: HTMLInputElement): Promise<void> {
    if (this.saving) return;
    this.saving = true;
    say(text.me.trends.saving);
    try {
      while (box.checked !== this.kept) {
        const chosen = box.checked;
        await this.api.chooseTrends(chosen);
        this.kept = chosen;
      }
      say(this.kept ? text.me.trends.joined : text.me.trends.left);
    } catch (refused) {
      box.checked = this.kept;
      say(refused instanceof SignedOut ? text.me.trends.signedOut : text.me.trends.failed);
    } finally {
      this.saving = false;
    }
  }
}

function say(words: string): void {
  byId('trends-message').textContent = words;
}
