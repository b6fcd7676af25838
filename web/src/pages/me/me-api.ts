import type { Track } from '../../feed/payload';
import { asFields, readInstant, readTrack } from '../../feed/payload';

/** How things stand with Spotify's permission; `daysLeft` only where its end is near. */
export interface Profile {
  readonly name?: string;
  readonly state: 'active' | 'expired' | 'refused';
  readonly daysLeft?: number;
  /** Whether their plays count in public figures. */
  readonly trends?: boolean;
}

/** One play of one's own history; `playedAt` is its start in epoch milliseconds. */
export interface OwnPlay {
  readonly playedAt: number;
  readonly counted: boolean;
  readonly gapBefore: boolean;
  readonly track: Track;
}

export interface OwnPlays {
  readonly items: readonly OwnPlay[];
  /** What to ask for the next, older page; absent on the last. */
  readonly next?: string;
}

/** The session is over, or there was none. */
export class SignedOut extends Error {}

/** The personal part of the API as the page uses it. Every method rejects where the server refuses. */
export class MeApi {
  constructor(
    private readonly send: typeof fetch,
    private readonly cookies: () => string,
  ) {}

  async profile(): Promise<Profile> {
    const fields = asFields(await this.read('/api/v1/me'));
    const { name, state, trends } = fields ?? {};
    const { consent_warning: warning, consent_days_left: days } = fields ?? {};
    return {
      state: state === 'expired' || state === 'refused' ? state : 'active',
      ...(typeof name === 'string' && { name: name.slice(0, 200) }),
      ...(typeof warning === 'string' && typeof days === 'number' && { daysLeft: days }),
      ...(typeof trends === 'boolean' && { trends }),
    };
  }

  async plays(before?: string): Promise<OwnPlays> {
    const page = before === undefined ? '' : `&before=${encodeURIComponent(before)}`;
    const fields = asFields(await this.read(`/api/v1/me/plays?limit=50${page}`));
    const items = Array.isArray(fields?.items) ? fields.items.flatMap(readOwnPlay) : [];
    const next = fields?.next;
    return { items, ...(typeof next === 'string' && next !== '' && { next }) };
  }

  /** Keeps whether one's plays count in public figures. */
  async chooseTrends(trends: boolean): Promise<void> {
    const response = await this.write('/api/v1/me/settings', 'PUT', { trends });
    const kept = asFields(await response.json())?.trends;
    if (kept !== trends) throw new Error('The server kept another choice');
  }

  async signOut(): Promise<void> {
    await this.write('/logout', 'POST');
  }

  /** Erases everything; what comes back is the receipt as the server words it. */
  async deleteAccount(): Promise<Readonly<Record<string, unknown>>> {
    const response = await this.write('/api/v1/me', 'DELETE');
    return asFields(await response.json().catch(() => undefined)) ?? {};
  }

  private async read(path: string): Promise<unknown> {
    const response = await this.send(path, { headers: { Accept: 'application/json' } });
    return (await accepted(response)).json();
  }

  private async write(path: string, method: string, body?: object): Promise<Response> {
    const headers = {
      'X-CSRF-Token': csrfToken(this.cookies()),
      Accept: 'application/json',
      ...(body && { 'Content-Type': 'application/json' }),
    };
    const content = body && { body: JSON.stringify(body) };
    return accepted(await this.send(path, { method, headers, redirect: 'manual', ...content }));
  }
}

/** The value of the csrf cookie, which a write has to repeat in a header. */
export function csrfToken(cookies: string): string {
  const found = /(?:^|;\s*)csrf=([^;]*)/.exec(cookies)?.[1] ?? '';
  try {
    return decodeURIComponent(found);
  } catch {
    return found;
  }
}

/** The response, unless it is a refusal. */
export async function accepted(response: Response): Promise<Response> {
  if (response.status === 401) throw new SignedOut();
  // Signing out may answer with a redirect, which `manual` shows as opaque.
  if (response.ok || response.type === 'opaqueredirect') return response;
  throw new Error(`The server answered ${response.status}`);
}

function readOwnPlay(data: unknown): OwnPlay[] {
  const fields = asFields(data);
  const track = readTrack(fields?.track);
  const playedAt = readInstant(fields?.played_at);
  if (!track || playedAt === undefined) return [];
  const counted = fields?.counted !== false;
  return [{ playedAt, counted, gapBefore: fields?.gap_before === true, track }];
}
