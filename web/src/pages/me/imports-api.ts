import { asFields } from '../../feed/payload';
import { accepted, csrfToken } from './me-api';

/** One history that was brought; the counts are rows of its file. */
export interface Import {
  readonly id: string;
  readonly state: string;
  readonly rows: number;
  readonly stored: number;
  readonly merged: number;
  readonly failed: number;
  /** Files of a ZIP that are no history. */
  readonly passedOver: number;
  readonly skipped: ReadonlyMap<string, number>;
}

/** The server does not read this file; the message is its own and says why. */
export class Refused extends Error {}

/** Bringing one's history. Every method rejects where the server refuses. */
export class ImportsApi {
  constructor(
    private readonly send: typeof fetch,
    private readonly cookies: () => string,
  ) {}

  /** The newest import, unless there is none. */
  async newest(): Promise<Import | undefined> {
    const fields = asFields(await this.read('/api/v1/me/imports'));
    const items = Array.isArray(fields?.items) ? fields.items : [];
    return readImport(items[0]);
  }

  async find(id: string): Promise<Import | undefined> {
    return readImport(await this.read(path(id)));
  }

  /** Sends one file; what comes back is the id of its import. */
  async bring(file: Blob): Promise<string> {
    const headers = { ...this.token(), 'Content-Type': 'application/octet-stream' };
    const response = await this.send('/api/v1/me/imports', {
      method: 'POST',
      headers,
      body: file,
    });
    if (response.status >= 400 && response.status !== 401 && response.status < 500) {
      const detail = asFields(await response.json().catch(() => undefined))?.detail;
      throw new Refused(typeof detail === 'string' ? detail.slice(0, 500) : '');
    }
    const id = asFields(await (await accepted(response)).json())?.id;
    if (typeof id !== 'string') throw new Error('The import has no id');
    return id;
  }

  async cancel(id: string): Promise<void> {
    await accepted(await this.send(path(id), { method: 'DELETE', headers: this.token() }));
  }

  private async read(address: string): Promise<unknown> {
    const response = await this.send(address, { headers: { Accept: 'application/json' } });
    return (await accepted(response)).json();
  }

  private token() {
    return { 'X-CSRF-Token': csrfToken(this.cookies()), Accept: 'application/json' };
  }
}

function path(id: string): string {
  return `/api/v1/me/imports/${encodeURIComponent(id)}`;
}

function readImport(data: unknown): Import | undefined {
  const fields = asFields(data);
  if (typeof fields?.id !== 'string' || typeof fields.state !== 'string') return undefined;
  const skipped = Object.entries(asFields(fields.skipped) ?? {});
  return {
    id: fields.id,
    state: fields.state,
    rows: count(fields.rows),
    stored: count(fields.stored),
    merged: count(fields.merged),
    failed: count(fields.failed),
    passedOver: count(asFields(fields.passed_over)?.count),
    skipped: new Map(skipped.map(([reason, rows]) => [reason, count(rows)])),
  };
}

function count(value: unknown): number {
  return typeof value === 'number' && value > 0 ? Math.floor(value) : 0;
}

/** How many rows of the file have been dealt with. */
export function handled(brought: Import): number {
  const skipped = [...brought.skipped.values()].reduce((sum, rows) => sum + rows, 0);
  return brought.stored + brought.merged + brought.failed + skipped;
}
