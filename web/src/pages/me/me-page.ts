import { text } from '../../text/text';
import { byId } from '../page';
import { type MeApi, type Profile, SignedOut } from './me-api';
import { playItem } from './plays-list';
import { TrendsChoice } from './trends-choice';

/** One's own page: the name, the last plays, signing out and deleting everything. */
export class MePage {
  private older: string | undefined;

  constructor(
    private readonly api: MeApi,
    private readonly leave: (path: string) => void,
  ) {}

  /** Shows the page, all of it at once; false where there is nobody to show it to. */
  async start(): Promise<boolean> {
    this.listen();
    try {
      // First alone: without a session nothing else needs to be asked.
      const profile = await this.api.profile();
      await this.showPlays();
      byId('greeting').textContent = profile.name ? text.me.greeting(profile.name) : text.me.noName;
      showConsent(profile);
      if (profile.trends !== undefined) new TrendsChoice(this.api, profile.trends).show();
      for (const part of ['history', 'bring', 'account']) byId(part).hidden = false;
      return true;
    } catch (refused) {
      this.explain(refused);
      return false;
    }
  }

  private listen(): void {
    const confirm = byId<HTMLDialogElement>('confirm');
    byId('more').textContent = text.me.more;
    byId('more').addEventListener('click', () => {
      this.showPlays().catch((refused) => this.explain(refused));
    });
    byId('sign-out').addEventListener('click', () => this.signOut());
    byId('delete').addEventListener('click', () => confirm.showModal());
    byId('keep').addEventListener('click', () => confirm.close());
    byId('really').addEventListener('click', () => {
      confirm.close();
      return this.deleteAccount();
    });
  }

  private async showPlays(): Promise<void> {
    const { items, next } = await this.api.plays(this.older);
    const list = byId('plays');
    list.append(...items.map(playItem));
    if (list.childElementCount === 0) say(text.me.noPlays);
    this.older = next;
    byId('more').hidden = next === undefined;
  }

  private async signOut(): Promise<void> {
    try {
      await this.api.signOut();
      this.leave('/');
    } catch {
      say(text.me.signOutFailed);
    }
  }

  private async deleteAccount(): Promise<void> {
    try {
      const receipt = await this.api.deleteAccount();
      for (const part of ['consent', 'counted', 'history', 'bring', 'account'])
        byId(part).hidden = true;
      say('');
      showReceipt(receipt);
    } catch {
      say(text.me.deleteFailed);
    }
  }

  private explain(refused: unknown): void {
    if (!(refused instanceof SignedOut)) {
      say(text.me.failed);
      return;
    }
    const link = document.createElement('a');
    link.href = '/login';
    link.textContent = text.me.signIn;
    byId('message').replaceChildren(`${text.me.signedOut} `, link);
  }
}

/** What is to be known of Spotify's permission: that it ends soon, or is over. */
function showConsent({ state, daysLeft }: Profile): void {
  if (state === 'active' && daysLeft === undefined) return;
  const link = document.createElement('a');
  link.href = '/login';
  link.textContent = text.me.connectAgain;
  const words = state === 'active' ? text.me.consentEnds(daysLeft ?? 0) : text.me.consent[state];
  byId('consent').replaceChildren(`${words} `, link);
  byId('consent').hidden = false;
}

function showReceipt(receipt: Readonly<Record<string, unknown>>): void {
  byId('receipt-lines').replaceChildren(
    ...Object.entries(receipt).flatMap(([name, value]) => [
      cell('dt', name.replaceAll('_', ' ')),
      cell('dd', typeof value === 'object' ? JSON.stringify(value) : String(value)),
    ]),
  );
  byId('receipt').hidden = false;
  byId('receipt').focus();
}

function cell(kind: 'dt' | 'dd', words: string): HTMLElement {
  const element = document.createElement(kind);
  element.textContent = words;
  return element;
}

function say(words: string): void {
  byId('message').textContent = words;
}
