import type { FeedStatus } from '../feed/feed-view';

/** Every word a reader sees from a script, in English. A translation is a module of this shape. */
const number = new Intl.NumberFormat('en');
const plural = (count: number, one: string, many: string) =>
  `${number.format(count)} ${count === 1 ? one : many}`;

export type BoardWindow = '5m' | '1h' | '24h' | '7d';

const lastWindow: Record<BoardWindow, string> = {
  '5m': 'the last 5 minutes',
  '1h': 'the last hour',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
};

/** How far back prev_rank looks for each window. */
const rankedBefore: Record<BoardWindow, string> = {
  '5m': 'a minute',
  '1h': '10 minutes',
  '24h': 'an hour',
  '7d': 'a day',
};

export const text = {
  number: (count: number) => number.format(count),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'your time zone',
  /** Time of day, with the date only where it is not today's. */
  time(instant: number, now: number): string {
    const sameDay = new Date(instant).toDateString() === new Date(now).toDateString();
    return new Intl.DateTimeFormat('en-GB', {
      ...(sameDay ? {} : { day: 'numeric', month: 'short' }),
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    }).format(instant);
  },
  dateTime: (instant: number) =>
    new Intl.DateTimeFormat('en-GB', {
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    }).format(instant),

  status: {
    connecting: 'Connecting',
    live: 'Live',
    reconnecting: 'Reconnecting',
    delayed: 'Delayed',
    offline: 'Offline',
    paused: 'Paused',
    ended: 'Ended',
  } satisfies Record<FeedStatus, string>,
  statusDetail: {
    connecting: '',
    live: '',
    reconnecting: 'The last figures stay until it is back.',
    delayed: 'Figures are older than they should be.',
    offline: 'You are offline. The last figures stay.',
    paused: '',
    ended: 'Reload the page to start again.',
  } satisfies Record<FeedStatus, string>,

  window: { '5m': '5 min', '1h': '1 h', '24h': '24 h', '7d': '7 d' } satisfies Record<
    BoardWindow,
    string
  >,
  windowSwitch: 'Time window',
  lastWindow: (window: BoardWindow) => lastWindow[window],

  board: {
    title: 'Top tracks',
    asOf: (time: string, zone: string) => `As of ${time}, ${zone}`,
    listeners: (count: number) => plural(count, 'listener', 'listeners'),
    plays: (count: number) => plural(count, 'play', 'plays'),
    approximate: 'Listener counts are approximate.',
    withheld: (count: number) =>
      count === 1
        ? 'One more track is not shown: too few people have played it.'
        : `${number.format(count)} more tracks are not shown: too few people have played each.`,
    emptyTitle: (window: BoardWindow) => `No track to show for ${lastWindow[window]} yet`,
    emptyNeeds: (needed: number) =>
      `A track appears here as soon as enough different people have played it: it needs ${plural(needed, 'more listener', 'more listeners')}.`,
    emptyHint:
      'A track appears here as soon as enough different people have played it. Try a longer window, or connect and play something.',
    failed: 'The board could not be loaded yet. It is tried again by itself.',
    loading: 'Loading the board',
    up: (places: number) => `up ${plural(places, 'place', 'places')}`,
    down: (places: number) => `down ${plural(places, 'place', 'places')}`,
    fresh: 'new',
    freshLong: 'new on the board',
    showMore: (count: number) => `Show ${number.format(count)} more`,
    showLess: 'Show fewer',
    openOnSpotify: 'Open on Spotify',
    titlesOpen: 'Titles open on Spotify.',
    untitled: 'Untitled',
    unknownArtist: 'Unknown artist',
  },

  sentence: {
    plays: (count: number, window: BoardWindow) =>
      `${count === 1 ? 'play' : 'plays'} in ${lastWindow[window]}`,
    playsOfTop: (count: number, tracks: number, window: BoardWindow) =>
      `${count === 1 ? 'play' : 'plays'} of the top ${number.format(tracks)} in ${lastWindow[window]}`,
    climbs: (places: number, window: BoardWindow) =>
      ` is rising: up ${plural(places, 'place', 'places')} within ${rankedBefore[window]}.`,
    leads: (artist: string) => (artist ? ` by ${artist} leads.` : ' leads.'),
    waiting: 'Waiting for the first plays.',
  },

  justPlayed: {
    title: 'Just played',
    empty: 'Nothing has been played in the last minutes. The next plays appear here by themselves.',
  },

  pause: 'Pause',
  resume: 'Resume',
  theme: {
    auto: 'Theme: as the system has it. Switch to light.',
    light: 'Theme: light. Switch to dark.',
    dark: 'Theme: dark. Switch to the system’s.',
  },
  zone: (zone: string) => `Times are shown in ${zone}.`,

  loginError: {
    not_allowed:
      'This Spotify account is not on the list of people who may use this app. Ask whoever runs this site to add you, then try again.',
    no_premium:
      'Spotify lets nobody use this app at the moment: the person who registered it needs an active Premium subscription. Tell whoever runs this site; your own account is all right.',
    app_refused:
      'Spotify does not accept this site’s registration. Tell whoever runs this site; there is nothing you can do about it.',
    state_mismatch:
      'The answer from Spotify did not belong to this browser, so nothing was connected. Please try again from here.',
    access_denied: 'You did not give permission, so nothing was connected.',
    upstream: 'Spotify did not answer as it should. Please try again in a minute.',
    expired: 'That took too long and the attempt ran out. Please try again.',
  } as Readonly<Record<string, string>>,
  loginErrorOther: 'Connecting did not work. Please try again.',

  me: {
    greeting: (name: string) => `Hello, ${name}`,
    noName: 'Hello',
    signedOut: 'You are not signed in.',
    signIn: 'Connect Spotify',
    failed: 'Your page could not be loaded. Reload it to try again.',
    noPlays:
      'No plays yet. Play something on Spotify: it appears here once 30 seconds of it have been heard.',
    more: 'Show older plays',
    notCounted: 'heard too briefly to count',
    gap: 'Plays before this one may be missing.',
    connectAgain: 'Connect Spotify again',
    consentEnds: (days: number) =>
      `Spotify’s permission ends ${days < 1 ? 'within a day' : `in ${plural(days, 'day', 'days')}`}. Connect again and nothing is missed.`,
    consent: {
      expired:
        'Spotify’s permission has ended, so nothing new is collected. Everything collected so far stays.',
      refused:
        'Spotify does not let this app see your listening. Ask whoever runs this site to add you, then connect again.',
    },
    signOutFailed: 'Signing out did not work. Please try again.',
    deleteFailed: 'Your account was not deleted. Please try again.',
  },

  bring: {
    sending: (file: string) => `Sending ${file}…`,
    progress: (done: number, rows: number) =>
      `${number.format(done)} of ${plural(rows, 'row is', 'rows are')} in.`,
    result(found: BroughtCounts): string {
      if (found.state === 'failed') return 'This import could not go on. Send the file again.';
      const left = [...found.skipped.values()].reduce((sum, rows) => sum + rows, found.failed);
      const rows = plural(found.rows, 'row', 'rows');
      const taken = found.stored + found.merged;
      if (found.state === 'cancelled')
        return `Cancelled: ${number.format(taken)} of ${rows} are in and stay.`;
      const parts = [
        plural(found.stored, 'new play', 'new plays'),
        `${number.format(found.merged)} known already`,
        ...(left > 0 ? [`${number.format(left)} left out${reasons(found)}`] : []),
      ];
      return `${rows}: ${parts.join(', ')}.`;
    },
    failed: 'The file could not be sent. Please try again.',
    cancelFailed: 'Cancelling did not work. Please try again.',
  },
} as const;

/** What a result is told from. */
interface BroughtCounts {
  readonly state: string;
  readonly rows: number;
  readonly stored: number;
  readonly merged: number;
  readonly failed: number;
  readonly skipped: ReadonlyMap<string, number>;
}

const leftOut: Readonly<Record<string, readonly [string, string]>> = {
  private_session: ['private session', 'private sessions'],
  podcast: ['podcast', 'podcasts'],
  audiobook: ['audiobook', 'audiobooks'],
  no_track: ['without a track', 'without a track'],
  not_played: ['not heard at all', 'not heard at all'],
  bad_time: ['with a time that cannot be', 'with times that cannot be'],
  bad_duration: ['with a length that cannot be', 'with lengths that cannot be'],
  bad_track: ['with an unreadable track', 'with unreadable tracks'],
  not_a_row: ['unreadable', 'unreadable'],
};

function reasons(found: BroughtCounts): string {
  const words = [...found.skipped].map(([reason, rows]) => {
    const [one, many] = leftOut[reason] ?? [
      reason.replaceAll('_', ' '),
      reason.replaceAll('_', ' '),
    ];
    return plural(rows, one, many);
  });
  if (found.failed > 0) words.push(`${number.format(found.failed)} refused`);
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}
