import type { FeedStatus } from '../feed/feed-view';
import type { Formats } from './formats';

export type BoardWindow = '5m' | '1h' | '24h' | '7d';
/** What a board ranks. */
export type ItemKind = 'tracks' | 'artists' | 'genres';

/** Every word a reader sees from a script. A translation is a module of this shape. */
export type Words = ReturnType<typeof english>;

const lastWindow: Record<BoardWindow, string> = {
  '5m': 'the last 5 minutes',
  '1h': 'the last hour',
  '24h': 'the last 24 hours',
  '7d': 'the last 7 days',
};
const thisWindow: Record<BoardWindow, string> = {
  '5m': 'in 5 minutes',
  '1h': 'this hour',
  '24h': 'in 24 hours',
  '7d': 'in 7 days',
};
const one: Record<ItemKind, string> = { tracks: 'track', artists: 'artist', genres: 'genre' };

/** How far back prev_rank looks for each window. */
const rankedBefore: Record<BoardWindow, string> = {
  '5m': 'a minute',
  '1h': '10 minutes',
  '24h': 'an hour',
  '7d': 'a day',
};

export function english(formats: Formats) {
  const { number, plural, percent, rough } = formats;
  const listeners = (count: number) => plural(count, 'listener', 'listeners');
  return {
    ...formats,
    zoneName: () => formats.timeZone() || 'your time zone',

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
    } satisfies Record<FeedStatus, string> as Record<FeedStatus, string>,
    figuresOf: (time: string) => `They are of ${time}.`,

    window: { '5m': '5 min', '1h': '1 h', '24h': '24 h', '7d': '7 d' } as Record<
      BoardWindow,
      string
    >,
    windowSwitch: 'Time window',
    kind: { tracks: 'Tracks', artists: 'Artists', genres: 'Genres' } as Record<ItemKind, string>,
    listeners,

    board: {
      title: (kind: ItemKind, window: BoardWindow) => `Top ${kind} ${thisWindow[window]}`,
      asOf: (time: string, zone: string) => `As of ${time}, ${zone}`,
      plays: (count: number) => plural(count, 'play', 'plays'),
      playsWord: (count: number): string => (count === 1 ? 'play' : 'plays'),
      approximate: 'Listener counts are approximate.',
      withheld: (count: number, kind: ItemKind) =>
        count === 1
          ? `One more ${one[kind]} is not shown: too few people have played it.`
          : `${number(count)} more ${kind} are not shown: too few people have played each.`,
      emptyTitle: (kind: ItemKind, window: BoardWindow) =>
        `No ${one[kind]} to show for ${lastWindow[window]} yet`,
      emptyNeeds: (needed: number) =>
        `One appears here as soon as enough different people have played it: it needs ${plural(needed, 'more listener', 'more listeners')}.`,
      emptyHint:
        'One appears here as soon as enough different people have played it. Try a longer window, or connect and play something.',
      failed: 'The board could not be loaded yet. It is tried again by itself.',
      loading: 'Loading the board',
      unclassified: (part: number) => `${percent(part)} of the plays are of no known genre.`,
      up: (places: number) => `up ${plural(places, 'place', 'places')}`,
      down: (places: number) => `down ${plural(places, 'place', 'places')}`,
      fresh: 'new',
      freshLong: 'new on the board',
      showMore: (count: number) => `Show ${number(count)} more`,
      showLess: 'Show fewer',
      open: (title: string) => `Open ${title}`,
      openOnSpotify: (title: string) => `Open ${title} on Spotify`,
      coversOpen: 'Covers open on Spotify.',
      untitled: 'Untitled',
      unknownArtist: 'Unknown artist',
    },

    rising: {
      title: 'Rising',
      kinds: 'What rises',
      times: (times: number) => `${rough(times)}×`,
      timesLong: (times: number) => `at least ${rough(times)} times as many listeners as usual`,
      faster: 'coming faster and faster',
      slower: 'slowing down',
      about: 'How many times as many people listen as is usual at this hour, at the least.',
      learning: (days: number, of: number) =>
        `Still learning what is usual: ${number(days)} of ${plural(of, 'day', 'days')}.`,
      empty: (kind: ItemKind) => `No ${one[kind]} is above its usual listeners just now.`,
      loading: 'Loading what rises',
    },

    wave: {
      title: 'Genres over the last hour',
      artistsTitle: 'Artists over the last hour',
      other: 'Other',
      minutesAgo: (minutes: number) => `${number(minutes)} min ago`,
      empty:
        'The wave begins as soon as there are a few minutes of plays by enough different people.',
      artistsInstead:
        'Genres are known for fewer than half of the plays, so the wave shows artists.',
      leads: (name: string, part: number) => `${name} has the largest part now: ${percent(part)}.`,
      gains: (name: string, from: number, to: number) =>
        `${name} gained most within the hour: from ${percent(from)} to ${percent(to)}.`,
      band: (name: string, part: number) => `${name}: ${percent(part)}`,
    },

    hours: {
      title: 'When people listen',
      most: (hour: string) => `Most listening happens around ${hour}.`,
      mostSoFar: (hour: string) => `So far most listening happens around ${hour}.`,
      quietest: (hour: string, day: string) =>
        `It is quietest around ${hour}; ${day} is the fullest day.`,
      hint: 'Stronger colour means busier. Each play counts in its listener’s own time zone; over the last 7 days.',
      now: 'now',
      empty: 'The hours fill as people listen. After a week the whole picture is there.',
      clock: 'Plays by hour of the day',
      map: 'Plays by weekday and hour',
      loading: 'Loading the hours',
    },

    sentence: {
      now: (count: number) => `${count === 1 ? 'play' : 'plays'} a minute, right now`,
      risesFastest: (times: number) =>
        ` is rising fastest: at least ${rough(times)} times as many listeners as usual.`,
      gains: (from: number, to: number) =>
        ` is gaining: from ${percent(from)} to ${percent(to)} of the plays within the hour.`,
      climbs: (places: number, window: BoardWindow) =>
        ` is rising: up ${plural(places, 'place', 'places')} within ${rankedBefore[window]}.`,
      leads: (artist: string) => (artist ? ` by ${artist} leads.` : ' leads.'),
      waiting: 'Waiting for the first plays.',
      tooFew: 'Too few people are listening to show a number.',
    },

    item: {
      place: (place: number, kind: ItemKind) => `Number ${number(place)} of all ${kind} this hour`,
      moved: (places: number) =>
        places > 0
          ? `, up ${plural(places, 'place', 'places')} within 10 minutes.`
          : `, down ${plural(-places, 'place', 'places')} within 10 minutes.`,
      cameIn: ', new on the board.',
      asOf: (time: string, zone: string) => `As of ${time}, ${zone}.`,
      listeners: (count: number) => `${listeners(count)} in 7 days.`,
      withheld: (count: number) =>
        `${plural(count, 'window or point in time is', 'windows and points in time are')} left out: too few people stand behind each.`,
      needed: (count: number) =>
        `Too few people have listened within 7 days to show figures: it takes ${plural(count, 'more listener', 'more listeners')}.`,
    },

    curve: {
      hour: 'Plays along the last hour',
      week: 'Plays by the hour over 7 days',
      hourMost: (time: string, plays: number) =>
        `Most within the hour was played around ${time}: ${plural(plays, 'play', 'plays')}.`,
      weekMost: (time: string, plays: number) =>
        `The busiest hour began ${time}: ${plural(plays, 'play', 'plays')}.`,
      runs: 'The coloured one is still running.',
      gaps: 'Where nothing is drawn, too few people listened, or nobody.',
      empty: 'Nothing to draw yet: each step of time takes enough different people.',
      loading: 'Loading the plays',
      point: (time: string, plays: number, people: number) =>
        `${time}: ${plural(plays, 'play', 'plays')}, ${listeners(people)}`,
      day: (day: string, plays: number) => `${day}: ${plural(plays, 'play', 'plays')}`,
    },

    ranks: {
      title: 'Where it stood',
      boards: 'On which board',
      board: { '1h': 'Of the hour', '24h': 'Of the day' } as Record<'1h' | '24h', string>,
      place: (place: number) => `No. ${number(place)}`,
      best: (best: number, now: number) =>
        best === now
          ? `Now at its best: number ${number(now)}.`
          : `Number ${number(now)} at last; number ${number(best)} at best.`,
      about: {
        '1h': 'Its place among the most played of an hour, a day back.',
        '24h': 'Its place among the most played of a day, a week back.',
      } as Record<'1h' | '24h', string>,
      empty: 'It has not been on this board since that is known.',
      point: (time: string, place: number) => `${time}: number ${number(place)}`,
      loading: 'Loading the places',
    },

    related: {
      label: 'What goes with it',
      about: 'Heard by the same people in one sitting; a line shows how much it goes with it.',
      empty: 'Nothing goes with it yet: the same few people have to hear both in one sitting.',
      loading: 'Loading what goes with it',
    },

    search: {
      label: 'Search tracks, artists and genres',
      none: 'Nothing of this name.',
      failed: 'The search did not answer. Press Enter to try it as a page.',
      found: (count: number) => plural(count, 'result', 'results'),
      all: 'All results',
    },

    justPlayed: {
      title: 'Just played',
      empty:
        'Nothing has been played in the last minutes. The next plays appear here by themselves.',
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
    loginBusy: (when: string | undefined) =>
      `Spotify has asked this site to wait before it connects anybody. ${when ? `Please try again after ${when}.` : 'Please try again later.'}`,
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
      trends: {
        saving: 'Saving…',
        joined: 'Your plays count.',
        left: 'Your plays no longer count; boards forget them within a minute or so.',
        failed: 'This was not saved, so it is as it was before. Please try again.',
        signedOut: 'This was not saved: you are no longer signed in.',
      },
      signOutFailed: 'Signing out did not work. Please try again.',
      deleteFailed: 'Your account was not deleted. Please try again.',
    },

    bring: {
      sending: (file: string) => `Sending ${file}…`,
      progress: (done: number, rows: number) =>
        `${number(done)} of ${plural(rows, 'row is', 'rows are')} in.`,
      result(found: BroughtCounts): string {
        if (found.state === 'failed') return 'This import could not go on. Send the file again.';
        const left = [...found.skipped.values()].reduce((sum, rows) => sum + rows, found.failed);
        const rows = plural(found.rows, 'row', 'rows');
        const taken = found.stored + found.merged;
        if (found.state === 'cancelled')
          return `Cancelled: ${number(taken)} of ${rows} are in and stay.`;
        const parts = [
          plural(found.stored, 'new play', 'new plays'),
          `${number(found.merged)} known already`,
          ...(left > 0 ? [`${number(left)} left out${reasons(found, formats)}`] : []),
        ];
        const passed =
          found.passedOver > 0
            ? ` ${plural(found.passedOver, 'other file', 'other files')} in the ZIP passed over.`
            : '';
        return `${rows}: ${parts.join(', ')}.${passed}`;
      },
      failed: 'The file could not be sent. Please try again.',
      cancelFailed: 'Cancelling did not work. Please try again.',
    },
  };
}

/** What a result is told from. */
export interface BroughtCounts {
  readonly state: string;
  readonly rows: number;
  readonly stored: number;
  readonly merged: number;
  readonly failed: number;
  readonly passedOver: number;
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

function reasons(found: BroughtCounts, { number, plural }: Formats): string {
  const words = [...found.skipped].map(([reason, rows]) => {
    const [one, many] = leftOut[reason] ?? [
      reason.replaceAll('_', ' '),
      reason.replaceAll('_', ' '),
    ];
    return plural(rows, one, many);
  });
  if (found.failed > 0) words.push(`${number(found.failed)} refused`);
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}
