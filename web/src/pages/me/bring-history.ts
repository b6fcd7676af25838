import { text } from '../../text/text';
import { byId } from '../page';
import { handled, type Import, type ImportsApi, Refused } from './imports-api';

const LOOK_EVERY_MS = 1000;

/** The section in which one brings files of one's history, one after the other. */
export class BringHistory {
  private running: string | undefined;
  private cancelled = false;

  constructor(
    private readonly api: ImportsApi,
    private readonly pause: (ms: number) => Promise<unknown>,
  ) {}

  /** Begins, with an import that is still under way. */
  async start(): Promise<void> {
    byId('bring-files').addEventListener('change', () => this.bringChosen());
    byId('bring-cancel').addEventListener('click', () => this.cancel());
    try {
      const newest = await this.api.newest();
      if (newest?.state === 'running') await this.follow(newest.id);
    } catch {
      // Whoever brings a file all the same is told what is wrong.
    }
  }

  private async bringChosen(): Promise<void> {
    const input = byId<HTMLInputElement>('bring-files');
    const files = [...(input.files ?? [])];
    input.disabled = true;
    this.cancelled = false;
    try {
      for (const file of files) {
        if (this.cancelled) break;
        say(text.bring.sending(file.name));
        await this.follow(await this.api.bring(file));
      }
    } catch (refused) {
      const reason = refused instanceof Refused ? refused.message : '';
      say(reason || text.bring.failed);
    } finally {
      input.disabled = false;
      input.value = '';
      this.show(undefined);
    }
  }

  /** Looks now and then until the import is over. */
  private async follow(id: string): Promise<void> {
    this.running = id;
    for (;;) {
      const found = await this.api.find(id);
      this.show(found);
      if (found?.state !== 'running') break;
      await this.pause(LOOK_EVERY_MS);
    }
    this.running = undefined;
  }

  private show(found: Import | undefined): void {
    const underWay = found?.state === 'running';
    const progress = byId<HTMLProgressElement>('bring-progress');
    progress.hidden = !underWay;
    byId('bring-cancel').hidden = !underWay;
    if (!found) return;
    progress.max = Math.max(1, found.rows);
    progress.value = handled(found);
    say(underWay ? text.bring.progress(handled(found), found.rows) : text.bring.result(found));
  }

  private async cancel(): Promise<void> {
    this.cancelled = true;
    try {
      if (this.running) await this.api.cancel(this.running);
    } catch {
      say(text.bring.cancelFailed);
    }
  }
}

function say(words: string): void {
  byId('bring-message').textContent = words;
}
