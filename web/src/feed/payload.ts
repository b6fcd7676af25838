/** Who made a track. */
export interface Artist {
  readonly id: string;
  readonly name: string;
}

/** A track as a feed shows it; links and images are only ever http(s) or paths of this site. */
export interface Track {
  readonly id: string;
  readonly title: string;
  readonly artists: readonly Artist[];
  readonly url?: string;
  readonly image?: string;
}

/**
 * One row of a board. `prevRank` is null for an item that was not on the board before, and absent
 * where nobody knows: the two must not be confused.
 */
export interface BoardItem extends Track {
  readonly rank: number;
  readonly prevRank?: number | null;
  readonly plays: number;
  readonly listeners?: number;
}

/** What one board says about itself apart from its rows. Instants are epoch milliseconds. */
export interface BoardFacts {
  readonly asOf?: number;
  readonly from?: number;
  readonly window?: string;
  readonly plays?: number;
  readonly listeners?: number;
  readonly withheld?: number;
  /** How many more listeners are needed until the first row may be shown. */
  readonly needed?: number;
  /** Present only where true, so an absent flag takes the old one back. */
  readonly stale?: boolean;
  readonly approximate?: boolean;
}

export interface Board extends BoardFacts {
  readonly items: readonly BoardItem[];
}

export type ItemPatch = Partial<Omit<BoardItem, 'id' | 'rank'>> & { readonly id: string };

export interface BoardDelta {
  readonly base: string;
  readonly facts: BoardFacts;
  readonly order?: readonly string[];
  readonly set: readonly ItemPatch[];
  readonly del: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** More than any feed promises (100); a hostile payload must not fill the page. */
const MOST_ITEMS = 200;
const LONGEST_TEXT = 300;

/** The board in a snapshot's data, or undefined if it is not one. */
export function readBoard(data: unknown): Board | undefined {
  const fields = asFields(data);
  if (!fields || !Array.isArray(fields.items)) return undefined;
  const items = readPatches(fields.items).map((patch, index) => wholeItem(patch, index + 1));
  return { ...readFacts(fields), items };
}

/** The change in a delta's data, or undefined if it names no base. */
export function readDelta(data: unknown): BoardDelta | undefined {
  const fields = asFields(data);
  const base = fields && asId(fields.base);
  if (!fields || base === undefined) return undefined;
  return {
    base,
    facts: readFacts(fields),
    ...(Array.isArray(fields.order) && { order: readIds(fields.order) }),
    set: readPatches(fields.set),
    del: readIds(fields.del),
  };
}

/** A row of which only what the patch names is known. */
export function wholeItem(patch: ItemPatch, rank: number): BoardItem {
  return { title: '', artists: [], plays: 0, ...patch, rank };
}

/** The track in `data`, or undefined if it has no id. */
export function readTrack(data: unknown): Track | undefined {
  const fields = asFields(data);
  const id = fields && asId(fields.id);
  if (!fields || id === undefined) return undefined;
  return { title: '', artists: [], id, ...readTrackFields(fields) };
}

/** An RFC 3339 instant as epoch milliseconds. */
export function readInstant(value: unknown): number | undefined {
  const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(instant) ? undefined : instant;
}

export function asFields(value: unknown): Fields | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Fields)
    : undefined;
}

function readFacts(fields: Fields): BoardFacts {
  return known({
    asOf: readInstant(fields.as_of),
    from: readInstant(fields.from),
    window: asText(fields.window),
    plays: asCount(fields.plays),
    listeners: asCount(fields.listeners),
    withheld: asCount(fields.withheld),
    needed: asCount(fields.needed),
    stale: fields.stale === true,
    approximate: fields.approximate === true,
  });
}

function readPatches(value: unknown): ItemPatch[] {
  if (!Array.isArray(value)) return [];
  const seen = new Set<string>();
  const patches: ItemPatch[] = [];
  for (const entry of value.slice(0, MOST_ITEMS)) {
    const fields = asFields(entry);
    const id = fields && asId(fields.id);
    if (!fields || id === undefined || seen.has(id)) continue;
    seen.add(id);
    const prevRank = fields.prev_rank === null ? null : asCount(fields.prev_rank);
    patches.push({
      id,
      ...readTrackFields(fields),
      ...known({
        prevRank,
        plays: asCount(fields.plays),
        listeners: asCount(fields.listeners),
      }),
    });
  }
  return patches;
}

function readTrackFields(fields: Fields): Partial<Track> {
  return known({
    title: asText(fields.title ?? fields.name),
    artists: Array.isArray(fields.artists) ? readArtists(fields.artists) : undefined,
    url: asLink(fields.url),
    image: asLink(fields.image),
  });
}

function readArtists(values: readonly unknown[]): Artist[] {
  return values.slice(0, 20).flatMap((value) => {
    const fields = asFields(value);
    const name = fields && asText(fields.name);
    return name ? [{ id: asId(fields.id) ?? '', name }] : [];
  });
}

function readIds(value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, MOST_ITEMS).flatMap((entry) => asId(entry) ?? []);
}

function asId(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' && value.length <= 200 ? value : undefined;
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value.slice(0, LONGEST_TEXT) : undefined;
}

function asCount(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;
}

/** Only http(s) and paths of this site: a link from outside must not become a script. */
function asLink(value: unknown): string | undefined {
  return typeof value === 'string' && /^(https?:\/\/|\/(?![/\\]))/i.test(value) ? value : undefined;
}

type Known<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The same fields without those that are undefined, so that a merge leaves the others alone. */
function known<T extends object>(fields: T): Known<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Known<T>;
}
