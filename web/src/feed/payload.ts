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
 * One row of a board, whatever it is about: a track, an artist (whose name is its title), a genre, a
 * minute, an hour of the week. Figures that its board does not have are absent.
 *
 * `prevRank` is null for an item that was not on the board before, and absent where nobody knows:
 * the two must not be confused.
 */
export interface BoardItem extends Track {
  readonly rank: number;
  readonly prevRank?: number | null;
  readonly plays: number;
  readonly listeners?: number;
  /** By how many doublings more people listen than expected; at the least that chance allows. */
  readonly score?: number;
  /** By how many doublings they come faster now than over the last hours; may be negative. */
  readonly velocity?: number;
  readonly expected?: number;
  /** Where it stands on a board that is not this one. */
  readonly place?: number;
  /** From 0 to 1: how much it goes with something. */
  readonly affinity?: number;
  /** The id of the item that the row is about, where the row's own is of the row. */
  readonly ref?: string;
  /** From 0 to 1: which part of all plays. */
  readonly share?: number;
  /** The share along time, oldest first; null where too few people stand behind it. */
  readonly points?: readonly (number | null)[];
}

/** What one board says about itself apart from its rows. Instants are epoch milliseconds. */
export interface BoardFacts {
  readonly asOf?: number;
  readonly from?: number;
  readonly window?: string;
  readonly plays?: number;
  readonly playsPerMinute?: number;
  readonly listening?: number;
  readonly tracks?: number;
  readonly listeners?: number;
  readonly withheld?: number;
  /** How many more listeners are needed until the first row may be shown. */
  readonly needed?: number;
  /** From 0 to 1: which part of the plays is of no known genre. */
  readonly unclassified?: number;
  readonly learning?: Learning;
  /** What the rows are, where a board may show one thing in place of another. */
  readonly shows?: string;
  readonly because?: string;
  readonly course?: Course;
  readonly stale?: boolean;
  readonly approximate?: boolean;
}

/** Of how many days of history expectations are made so far, and of how many they will be. */
export interface Learning {
  readonly days: number;
  readonly of: number;
}

/** Where the points of rows lie in time: the last at `until`, one every `everyMs`. */
export interface Course {
  readonly until: number;
  readonly everyMs: number;
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

/** More than any feed tells (a portrait, some 560); a hostile payload must not fill the page. */
const MOST_ITEMS = 700;
const MOST_POINTS = 200;
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
    playsPerMinute: asCount(fields.plays_per_minute),
    listening: asCount(fields.listening),
    tracks: asCount(fields.tracks),
    listeners: asCount(fields.listeners),
    withheld: asCount(fields.withheld),
    needed: asCount(fields.needed),
    unclassified: asCount(fields.unclassified),
    learning: readLearning(asFields(fields.learning)),
    shows: asText(fields.shows),
    because: asText(fields.because),
    course: readCourse(asFields(fields.points)),
    stale: fields.stale === true,
    approximate: fields.approximate === true,
  });
}

function readLearning(fields: Fields | undefined): Learning | undefined {
  const days = asCount(fields?.days);
  const of = asCount(fields?.of);
  return days === undefined || of === undefined ? undefined : { days, of };
}

function readCourse(fields: Fields | undefined): Course | undefined {
  const until = readInstant(fields?.until);
  const seconds = asCount(fields?.every_s);
  return until === undefined || !seconds ? undefined : { until, everyMs: seconds * 1_000 };
}

function readPoints(values: unknown): (number | null)[] | undefined {
  if (!Array.isArray(values)) return undefined;
  return values.slice(-MOST_POINTS).map((value) => asCount(value) ?? null);
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
        score: asNumber(fields.score),
        velocity: asNumber(fields.velocity),
        expected: asCount(fields.expected),
        place: asCount(fields.place),
        affinity: asCount(fields.affinity),
        ref: asId(fields.ref),
        share: asCount(fields.share),
        points: readPoints(fields.points),
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

function asNumber(value: unknown): number | undefined {
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined;
}

function asCount(value: unknown): number | undefined {
  const number = asNumber(value);
  return number !== undefined && number >= 0 ? number : undefined;
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
