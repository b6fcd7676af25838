/** The words that stand in the pages themselves, markup included; put in when they are built. */
export const english = {
  lang: 'en',
  dir: 'ltr',

  simulated: 'Simulated data: these listeners and plays are made up.',
  connect: 'Connect<span class="on-wide">Spotify</span>',
  me: 'Me',
  pause: 'Pause',
  colophon:
    'Track names and artwork come from <a href="https://www.spotify.com/">Spotify</a>. Groundswell is not made or endorsed by Spotify. Counts are anonymous and shown only when enough different people contribute.',

  'live.title': 'Groundswell: what is being played right now',
  'live.description':
    'Live listening analytics: what is being played right now, counted truthfully.',
  'live.skip': 'Skip to the top tracks',
  'live.unit': 'plays, counted live',
  'live.listening': 'Listening now',
  'live.plays': 'Plays this hour',
  'live.tracks': 'Different tracks',
  'live.charts': 'Top tracks, artists and genres',
  'live.just-played': 'Just played',
  'live.hours': 'When people listen',
  'live.noscript':
    'This page follows the plays as they happen, which needs JavaScript. Without it you can read the same figures as plain data: <a href="/api/v1/trends/tracks?window=1h">top tracks of the last hour</a>.',

  locale: 'en_US',
  search: 'Search tracks, artists and genres',
  'search.placeholder': 'Search',
  'search.title': 'Search: Groundswell',
  'search.heading': 'Search',
  'search.go': 'Search',
  'search.nothing': 'Nothing of this name was found. The beginning of a word is enough.',
  'search.tracks': 'Tracks',
  'search.artists': 'Artists',
  'search.genres': 'Genres',
  'track.kind': 'Track',
  'artist.kind': 'Artist',
  'genre.kind': 'Genre',
  'track.description':
    'How often %HEADING% is played right now: counted live, by how many people, and what goes with it.',
  'artist.description':
    'How often %HEADING% is played right now: counted live, by how many people, and who goes with it.',
  'genre.description':
    'How often %HEADING% is played right now: counted live, by how many people, and what goes with it.',
  'item.skip': 'Skip to the figures',
  'item.open': 'Open',
  'item.open-spotify': 'Open on Spotify',
  'item.listening': 'Listening now',
  'item.plays-hour': 'Plays this hour',
  'item.listeners-hour': 'Listeners',
  'item.place-hour': 'Place',
  'item.needed':
    'Too few people have listened within 7 days to show figures. Listeners still needed: %NEEDED%.',
  'item.hour': 'The last hour',
  'item.week': 'Seven days',
  'item.figures': 'How much it is played',
  'item.window': 'Within',
  'item.plays': 'Plays',
  'item.listeners': 'Listeners',
  'item.place': 'Place',
  'item.5m': '5 minutes',
  'item.1h': '1 hour',
  'item.24h': '24 hours',
  'item.7d': '7 days',
  'item.related': 'What goes with it',
  'item.noscript':
    'This page follows the plays as they happen, which needs JavaScript. What it shows above was true when it was loaded.',

  'login.title': 'Connect Spotify: Groundswell',
  'login.heading': 'Connect Spotify',
  'login.about':
    'You sign in at Spotify; Groundswell never sees your password. It asks Spotify for permission to read three things, and cannot change any of them:',
  'login.playing':
    '<strong>What is playing now</strong>, so that a play counts while you are still hearing it.',
  'login.recent':
    '<strong>What you played recently</strong>, so that nothing is missed in between.',
  'login.name':
    '<strong>Your name and account id</strong>, so that your history is yours when you return.',
  'login.leave':
    'Private sessions are not stored. You can disconnect and delete everything at any time, on your own page.',
  'login.trends': 'Let my plays count in the public figures',
  'login.trends-about':
    'Only as a number, and only together with enough other people. Without it your plays are yours alone. You can change this later.',
  'login.go': 'Connect with Spotify',

  'me.title': 'My listening: Groundswell',
  'me.heading': 'My listening',
  'me.trends-about':
    'Only as a number, and only together with enough other people. Without it your plays are yours alone.',
  'me.history': 'My last plays',
  'me.bring': 'Bring your history',
  'me.bring-about':
    'Ask Spotify for your <a href="https://www.spotify.com/account/privacy/" rel="noopener">extended streaming history</a>. Choose the ZIP as it comes, or single files of it; the shorter history of your account data will do too. Network addresses and account names in them are dropped before anything is stored, and so is what you heard in private sessions.',
  'me.bring-files': 'Files of your history',
  'me.cancel': 'Cancel',
  'me.account': 'My account',
  'me.sign-out': 'Sign out',
  'me.delete': 'Delete my account…',
  'me.confirm': 'Delete your account?',
  'me.confirm-about':
    'Every play, your connection to Spotify and your part in the public figures are erased. This cannot be taken back.',
  'me.keep': 'Keep it',
  'me.really': 'Delete everything',
  'me.deleted': 'Your account is deleted',
  'me.receipt': 'This is the receipt. Keep it if you like; it cannot be shown again.',
  'me.back': 'Back to the live page',
  'me.noscript': 'This page needs JavaScript to show your listening.',

  'missing.title': 'Not found: Groundswell',
  'missing.heading': 'There is no such page',
  'missing.about':
    'The address may be mistyped, or what was here is gone. The <a href="/">live page</a> is always there.',
};

export type PageWords = Readonly<Record<keyof typeof english, string>>;
