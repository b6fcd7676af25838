import type { PageWords } from './en';

export const german: PageWords = {
  lang: 'de',
  dir: 'ltr',

  simulated: 'Simulierte Daten: Diese Hörerinnen, Hörer und Wiedergaben sind erfunden.',
  connect: 'Verbinden<span class="on-wide">mit Spotify</span>',
  me: 'Ich',
  pause: 'Pause',
  colophon:
    'Titel und Bilder kommen von <a href="https://www.spotify.com/">Spotify</a>. Groundswell wird von Spotify weder gemacht noch unterstützt. Gezählt wird anonym, und gezeigt wird nur, wozu genügend verschiedene Menschen beitragen.',

  'live.title': 'Groundswell: was gerade gehört wird',
  'live.description': 'Was gerade gehört wird: live und ehrlich gezählt.',
  'live.skip': 'Zu den meistgehörten Titeln springen',
  'live.unit': 'Wiedergaben, live gezählt',
  'live.listening': 'Hören gerade',
  'live.plays': 'In dieser Stunde',
  'live.tracks': 'Titel',
  'live.charts': 'Meistgehörte Titel, Interpreten und Genres',
  'live.just-played': 'Gerade gehört',
  'live.hours': 'Wann gehört wird',
  'live.noscript':
    'Diese Seite folgt dem Hören, während es geschieht; dazu braucht sie JavaScript. Ohne es gibt es dieselben Zahlen als Daten: <a href="/api/v1/trends/tracks?window=1h">meistgehörte Titel der letzten Stunde</a>.',

  locale: 'de_DE',
  search: 'Titel, Interpreten und Genres suchen',
  'search.placeholder': 'Suchen',
  'search.title': 'Suche: Groundswell',
  'search.heading': 'Suche',
  'search.go': 'Suchen',
  'search.nothing': 'Nichts heißt so. Der Anfang eines Wortes genügt.',
  'search.tracks': 'Titel',
  'search.artists': 'Interpreten',
  'search.genres': 'Genres',
  'track.kind': 'Titel',
  'artist.kind': 'Interpret',
  'genre.kind': 'Genre',
  'track.description':
    'Wie oft %HEADING% gerade gehört wird: live gezählt, von wie vielen Menschen, und was dazu passt.',
  'artist.description':
    'Wie oft %HEADING% gerade gehört wird: live gezählt, von wie vielen Menschen, und wer dazu passt.',
  'genre.description':
    'Wie oft %HEADING% gerade gehört wird: live gezählt, von wie vielen Menschen, und was dazu passt.',
  'item.skip': 'Zu den Zahlen springen',
  'item.open': 'Öffnen',
  'item.open-spotify': 'Bei Spotify öffnen',
  'item.listening': 'Hören gerade',
  'item.plays-hour': 'In dieser Stunde',
  'item.listeners-hour': 'Personen',
  'item.place-hour': 'Platz',
  'item.needed':
    'In 7 Tagen haben zu wenige Menschen zugehört, um Zahlen zu zeigen. Es fehlen noch: %NEEDED%.',
  'item.hour': 'Die letzte Stunde',
  'item.week': 'Sieben Tage',
  'item.figures': 'Wie viel es gehört wird',
  'item.window': 'Innerhalb von',
  'item.plays': 'Wiedergaben',
  'item.listeners': 'Personen',
  'item.place': 'Platz',
  'item.5m': '5 Minuten',
  'item.1h': '1 Stunde',
  'item.24h': '24 Stunden',
  'item.7d': '7 Tagen',
  'item.related': 'Was dazu passt',
  'item.noscript':
    'Diese Seite folgt dem Hören, während es geschieht; dazu braucht sie JavaScript. Was oben steht, galt, als sie geladen wurde.',

  'login.title': 'Spotify verbinden: Groundswell',
  'login.heading': 'Spotify verbinden',
  'login.about':
    'Die Anmeldung geschieht bei Spotify; Groundswell sieht das Passwort nie. Es bittet Spotify darum, dreierlei zu lesen, und kann nichts davon ändern:',
  'login.playing':
    '<strong>Was gerade läuft</strong>, damit eine Wiedergabe zählt, während sie noch zu hören ist.',
  'login.recent': '<strong>Was zuletzt lief</strong>, damit dazwischen nichts verloren geht.',
  'login.name':
    '<strong>Name und Kontokennung</strong>, damit die eigene Geschichte bei der Rückkehr noch da ist.',
  'login.leave':
    'Private Sitzungen werden nicht gespeichert. Auf der eigenen Seite lässt sich die Verbindung jederzeit trennen und alles löschen.',
  'login.trends': 'Meine Wiedergaben in den öffentlichen Zahlen mitzählen',
  'login.trends-about':
    'Nur als Zahl und nur zusammen mit genügend anderen. Ohne das gehören die Wiedergaben mir allein. Das lässt sich später ändern.',
  'login.go': 'Mit Spotify verbinden',

  'me.title': 'Mein Hören: Groundswell',
  'me.heading': 'Mein Hören',
  'me.trends-about':
    'Nur als Zahl und nur zusammen mit genügend anderen. Ohne das gehören die Wiedergaben mir allein.',
  'me.history': 'Zuletzt gehört',
  'me.bring': 'Die eigene Geschichte mitbringen',
  'me.bring-about':
    'Bei Spotify lässt sich der <a href="https://www.spotify.com/account/privacy/" rel="noopener">erweiterte Streamingverlauf</a> anfordern. Das ZIP auswählen, wie es kommt, oder einzelne Dateien daraus; auch der kürzere Verlauf der Kontodaten geht. Netzadressen und Kontonamen darin werden verworfen, bevor etwas gespeichert wird, ebenso was in privaten Sitzungen lief.',
  'me.bring-files': 'Dateien des Verlaufs',
  'me.cancel': 'Abbrechen',
  'me.account': 'Mein Konto',
  'me.sign-out': 'Abmelden',
  'me.delete': 'Mein Konto löschen…',
  'me.confirm': 'Das Konto löschen?',
  'me.confirm-about':
    'Jede Wiedergabe, die Verbindung zu Spotify und der Anteil an den öffentlichen Zahlen werden gelöscht. Das lässt sich nicht zurücknehmen.',
  'me.keep': 'Behalten',
  'me.really': 'Alles löschen',
  'me.deleted': 'Das Konto ist gelöscht',
  'me.receipt': 'Dies ist die Quittung. Sie lässt sich nicht noch einmal zeigen.',
  'me.back': 'Zurück zur Live-Seite',
  'me.noscript': 'Diese Seite braucht JavaScript, um das eigene Hören zu zeigen.',

  'missing.title': 'Nicht gefunden: Groundswell',
  'missing.heading': 'Diese Seite gibt es nicht',
  'missing.about':
    'Vielleicht ist die Adresse vertippt, oder was hier war, ist fort. Die <a href="/">Live-Seite</a> ist immer da.',
};
