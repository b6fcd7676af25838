import type { BoardWindow, BroughtCounts, ItemKind, Words } from './en';
import type { Formats } from './formats';

const lastWindow: Record<BoardWindow, string> = {
  '5m': 'die letzten 5 Minuten',
  '1h': 'die letzte Stunde',
  '24h': 'die letzten 24 Stunden',
  '7d': 'die letzten 7 Tage',
};
const thisWindow: Record<BoardWindow, string> = {
  '5m': 'in 5 Minuten',
  '1h': 'in dieser Stunde',
  '24h': 'in 24 Stunden',
  '7d': 'in 7 Tagen',
};
const kinds: Record<ItemKind, string> = {
  tracks: 'Titel',
  artists: 'Interpreten',
  genres: 'Genres',
};
const none: Record<ItemKind, string> = {
  tracks: 'Kein Titel',
  artists: 'Kein Interpret',
  genres: 'Kein Genre',
};
const oneMore: Record<ItemKind, string> = {
  tracks: 'Ein weiterer Titel',
  artists: 'Ein weiterer Interpret',
  genres: 'Ein weiteres Genre',
};
const rankedBefore: Record<BoardWindow, string> = {
  '5m': 'einer Minute',
  '1h': '10 Minuten',
  '24h': 'einer Stunde',
  '7d': 'eines Tages',
};

export function german(formats: Formats): Words {
  const { number, plural, percent, rough } = formats;
  const places = (count: number) => plural(count, 'Platz', 'Plätze');
  return {
    ...formats,
    zoneName: () => formats.timeZone() || 'der eigenen Zeitzone',

    status: {
      connecting: 'Verbindet',
      live: 'Live',
      reconnecting: 'Verbindet neu',
      delayed: 'Verspätet',
      offline: 'Offline',
      paused: 'Angehalten',
      ended: 'Beendet',
    },
    statusDetail: {
      connecting: '',
      live: '',
      reconnecting: 'Die letzten Zahlen bleiben so lange stehen.',
      delayed: 'Die Zahlen sind älter, als sie sein sollten.',
      offline: 'Keine Verbindung zum Netz. Die letzten Zahlen bleiben stehen.',
      paused: '',
      ended: 'Zum Weitermachen die Seite neu laden.',
    },
    figuresOf: (time) => `Sie sind von ${time}.`,

    window: { '5m': '5 Min.', '1h': '1 Std.', '24h': '24 Std.', '7d': '7 Tage' },
    windowSwitch: 'Zeitraum',
    kind: kinds,
    listeners: (count) => `${number(count)} ${count === 1 ? 'Person' : 'Personen'}`,

    board: {
      title: (kind, window) => `Top-${kinds[kind]} ${thisWindow[window]}`,
      asOf: (time, zone) => `Stand ${time}, ${zone}`,
      plays: (count) => plural(count, 'Wiedergabe', 'Wiedergaben'),
      playsWord: (count) => (count === 1 ? 'Wiedergabe' : 'Wiedergaben'),
      approximate: 'Die Zahl der Personen ist geschätzt.',
      withheld: (count, kind) =>
        count === 1
          ? `${oneMore[kind]} wird nicht gezeigt: Zu wenige Menschen haben es gehört.`
          : `${number(count)} weitere ${kinds[kind]} werden nicht gezeigt: Zu wenige Menschen haben sie gehört.`,
      emptyTitle: (kind, window) => `${none[kind]} für ${lastWindow[window]} bisher`,
      emptyNeeds: (needed) =>
        `Gezeigt wird, was genügend verschiedene Menschen gehört haben: Es fehlt noch ${plural(needed, 'Person', 'Personen')}.`,
      emptyHint:
        'Gezeigt wird, was genügend verschiedene Menschen gehört haben. Ein längerer Zeitraum hilft, oder selbst verbinden und etwas hören.',
      failed: 'Die Liste ließ sich noch nicht laden. Es wird von selbst weiter versucht.',
      loading: 'Die Liste wird geladen',
      unclassified: (part) => `Von ${percent(part)} der Wiedergaben ist kein Genre bekannt.`,
      up: (count) => `${places(count)} hinauf`,
      down: (count) => `${places(count)} hinab`,
      fresh: 'neu',
      freshLong: 'neu in der Liste',
      showMore: (count) => `${number(count)} weitere zeigen`,
      showLess: 'Weniger zeigen',
      open: (title) => `${title} öffnen`,
      openOnSpotify: (title) => `${title} bei Spotify öffnen`,
      coversOpen: 'Die Bilder öffnen Spotify.',
      untitled: 'Ohne Titel',
      unknownArtist: 'Interpret unbekannt',
    },

    rising: {
      title: 'Im Aufwind',
      kinds: 'Was im Aufwind ist',
      times: (times) => `${rough(times)}×`,
      timesLong: (times) => `mindestens ${rough(times)}‑mal so viele Menschen wie üblich`,
      faster: 'immer schneller',
      slower: 'lässt nach',
      about: 'Wievielmal so viele Menschen hören, wie um diese Stunde üblich sind, mindestens.',
      learning: (days, of) =>
        `Was üblich ist, wird noch gelernt: ${number(days)} von ${plural(of, 'Tag', 'Tagen')}.`,
      empty: (kind) => `${none[kind]} hat gerade mehr Hörerinnen und Hörer als üblich.`,
      loading: 'Wird geladen',
    },

    wave: {
      title: 'Genres in der letzten Stunde',
      artistsTitle: 'Interpreten in der letzten Stunde',
      other: 'Andere',
      minutesAgo: (minutes) => `vor ${number(minutes)} Min.`,
      empty:
        'Die Welle beginnt, sobald es einige Minuten Wiedergaben von genügend verschiedenen Menschen gibt.',
      artistsInstead:
        'Für weniger als die Hälfte der Wiedergaben ist ein Genre bekannt; darum zeigt die Welle Interpreten.',
      leads: (name, part) => `${name} hat jetzt den größten Anteil: ${percent(part)}.`,
      gains: (name, from, to) =>
        `${name} gewann in der Stunde am meisten: von ${percent(from)} auf ${percent(to)}.`,
      band: (name, part) => `${name}: ${percent(part)}`,
    },

    hours: {
      title: 'Wann gehört wird',
      most: (hour) => `Am meisten wird gegen ${hour} Uhr gehört.`,
      mostSoFar: (hour) => `Bisher wird am meisten gegen ${hour} Uhr gehört.`,
      quietest: (hour, day) => `Am stillsten ist es gegen ${hour} Uhr; der vollste Tag ist ${day}.`,
      hint: 'Kräftigere Farbe heißt mehr Betrieb. Jede Wiedergabe zählt in der Zeitzone dessen, der sie hört; über die letzten 7 Tage.',
      now: 'jetzt',
      empty: 'Die Stunden füllen sich, während gehört wird. Nach einer Woche ist das Bild ganz.',
      clock: 'Wiedergaben nach Tageszeit',
      map: 'Wiedergaben nach Wochentag und Stunde',
      loading: 'Die Stunden werden geladen',
    },

    sentence: {
      now: (count) => `${count === 1 ? 'Wiedergabe' : 'Wiedergaben'} in der Minute, gerade jetzt`,
      risesFastest: (times) =>
        ` steigt am schnellsten: mindestens ${rough(times)}‑mal so viele Menschen wie üblich.`,
      gains: (from, to) =>
        ` gewinnt: in einer Stunde von ${percent(from)} auf ${percent(to)} der Wiedergaben.`,
      climbs: (count, window) =>
        ` steigt: ${places(count)} hinauf innerhalb ${rankedBefore[window]}.`,
      leads: (artist) => (artist ? ` von ${artist} führt.` : ' führt.'),
      waiting: 'Die ersten Wiedergaben stehen noch aus.',
      tooFew: 'Zu wenige Menschen hören gerade, um eine Zahl zu zeigen.',
    },

    item: {
      place: (place, kind) => `Nummer ${number(place)} aller ${kinds[kind]} in dieser Stunde`,
      moved: (count) =>
        count > 0
          ? `, ${places(count)} hinauf in 10 Minuten.`
          : `, ${places(-count)} hinab in 10 Minuten.`,
      cameIn: ', neu in der Liste.',
      asOf: (time, zone) => `Stand ${time}, ${zone}.`,
      listeners: (count) => `${plural(count, 'Person', 'Personen')} in 7 Tagen.`,
      withheld: (count) =>
        `${plural(count, 'Zeitraum oder Zeitpunkt ist', 'Zeiträume und Zeitpunkte sind')} ausgelassen: Zu wenige Menschen stehen dahinter.`,
      needed: (count) =>
        `In 7 Tagen haben zu wenige Menschen zugehört, um Zahlen zu zeigen: Es fehlt noch ${plural(count, 'Person', 'Personen')}.`,
    },

    curve: {
      hour: 'Wiedergaben in der letzten Stunde',
      week: 'Wiedergaben nach Stunden über 7 Tage',
      hourMost: (time, plays) =>
        `In der Stunde wurde gegen ${time} am meisten gehört: ${plural(plays, 'Wiedergabe', 'Wiedergaben')}.`,
      weekMost: (time, plays) =>
        `Die vollste Stunde begann ${time}: ${plural(plays, 'Wiedergabe', 'Wiedergaben')}.`,
      runs: 'Was farbig ist, läuft noch.',
      gaps: 'Wo nichts gezeichnet ist, haben zu wenige Menschen zugehört, oder niemand.',
      empty:
        'Noch ist nichts zu zeichnen: Jeder Zeitschritt braucht genügend verschiedene Menschen.',
      loading: 'Die Wiedergaben werden geladen',
      point: (time, plays, people) =>
        `${time}: ${plural(plays, 'Wiedergabe', 'Wiedergaben')}, ${plural(people, 'Person', 'Personen')}`,
      day: (day, plays) => `${day}: ${plural(plays, 'Wiedergabe', 'Wiedergaben')}`,
    },

    ranks: {
      title: 'Welchen Platz es hatte',
      boards: 'In welcher Liste',
      board: { '1h': 'Der Stunde', '24h': 'Des Tages' },
      place: (place) => `Platz ${number(place)}`,
      best: (best, now) =>
        best === now
          ? `Jetzt auf dem bisher besten Platz: ${number(now)}.`
          : `Zuletzt Platz ${number(now)}, bestenfalls Platz ${number(best)}.`,
      about: {
        '1h': 'Der Platz unter den meistgehörten einer Stunde, einen Tag zurück.',
        '24h': 'Der Platz unter den meistgehörten eines Tages, eine Woche zurück.',
      },
      empty: 'Es stand in dieser Liste nicht, seit das bekannt ist.',
      point: (time, place) => `${time}: Platz ${number(place)}`,
      loading: 'Die Plätze werden geladen',
    },

    related: {
      label: 'Was dazu passt',
      about:
        'Von denselben Menschen in einem Zug gehört; die Linie zeigt, wie sehr es zusammengehört.',
      empty: 'Noch passt nichts dazu: Dieselben Menschen müssen beides in einem Zug hören.',
      loading: 'Was dazu passt, wird geladen',
    },

    search: {
      label: 'Titel, Interpreten und Genres suchen',
      none: 'Nichts heißt so.',
      failed: 'Die Suche antwortet nicht. Mit der Eingabetaste geht es auf einer eigenen Seite.',
      found: (count) => plural(count, 'Ergebnis', 'Ergebnisse'),
      all: 'Alle Ergebnisse',
    },

    justPlayed: {
      title: 'Gerade gehört',
      empty:
        'In den letzten Minuten wurde nichts gehört. Die nächsten Wiedergaben erscheinen hier von selbst.',
    },

    pause: 'Pause',
    resume: 'Weiter',
    theme: {
      auto: 'Farben: wie im System. Zu hell wechseln.',
      light: 'Farben: hell. Zu dunkel wechseln.',
      dark: 'Farben: dunkel. Zu denen des Systems wechseln.',
    },
    zone: (zone) => `Zeiten gelten in ${zone}.`,

    loginError: {
      not_allowed:
        'Dieses Spotify-Konto steht nicht auf der Liste derer, die diese App benutzen dürfen. Wer diese Seite betreibt, kann es hinzufügen; danach bitte noch einmal versuchen.',
      no_premium:
        'Spotify lässt im Moment niemanden diese App benutzen: Wer sie angemeldet hat, braucht ein laufendes Premium-Abo. Bitte dem sagen, der diese Seite betreibt; am eigenen Konto liegt es nicht.',
      app_refused:
        'Spotify erkennt die Anmeldung dieser Seite nicht an. Bitte dem sagen, der diese Seite betreibt; mehr ist hier nicht zu tun.',
      state_mismatch:
        'Die Antwort von Spotify gehörte nicht zu diesem Browser, darum wurde nichts verbunden. Bitte von hier aus noch einmal versuchen.',
      access_denied: 'Die Erlaubnis wurde nicht gegeben, darum wurde nichts verbunden.',
      upstream:
        'Spotify hat nicht geantwortet, wie es sollte. Bitte in einer Minute noch einmal versuchen.',
      expired:
        'Das hat zu lange gedauert, der Versuch ist abgelaufen. Bitte noch einmal versuchen.',
    },
    loginBusy: (when) =>
      `Spotify hat diese Seite gebeten zu warten, bevor sie jemanden verbindet. ${when ? `Bitte nach ${when} noch einmal versuchen.` : 'Bitte später noch einmal versuchen.'}`,
    loginErrorOther: 'Das Verbinden ist nicht gelungen. Bitte noch einmal versuchen.',

    me: {
      greeting: (name) => `Hallo, ${name}`,
      noName: 'Hallo',
      signedOut: 'Niemand ist angemeldet.',
      signIn: 'Spotify verbinden',
      failed: 'Die Seite ließ sich nicht laden. Neu laden, um es noch einmal zu versuchen.',
      noPlays:
        'Noch keine Wiedergaben. Etwas bei Spotify hören: Nach 30 gehörten Sekunden erscheint es hier.',
      more: 'Ältere Wiedergaben zeigen',
      notCounted: 'zu kurz gehört, um zu zählen',
      gap: 'Davor fehlen vielleicht Wiedergaben.',
      connectAgain: 'Spotify neu verbinden',
      consentEnds: (days) =>
        `Die Erlaubnis von Spotify endet ${days < 1 ? 'binnen eines Tages' : `in ${plural(days, 'Tag', 'Tagen')}`}. Wer neu verbindet, verpasst nichts.`,
      consent: {
        expired:
          'Die Erlaubnis von Spotify ist abgelaufen, darum wird nichts Neues gesammelt. Alles bisher Gesammelte bleibt.',
        refused:
          'Spotify lässt diese App das Hören nicht sehen. Wer diese Seite betreibt, kann das Konto hinzufügen; danach neu verbinden.',
      },
      trends: {
        saving: 'Wird gespeichert…',
        joined: 'Die Wiedergaben zählen mit.',
        left: 'Die Wiedergaben zählen nicht mehr mit; Listen vergessen sie in etwa einer Minute.',
        failed: 'Nicht gespeichert, es bleibt wie zuvor. Bitte noch einmal versuchen.',
        signedOut: 'Nicht gespeichert: Die Anmeldung ist abgelaufen.',
      },
      signOutFailed: 'Das Abmelden ist nicht gelungen. Bitte noch einmal versuchen.',
      deleteFailed: 'Das Konto wurde nicht gelöscht. Bitte noch einmal versuchen.',
    },

    bring: {
      sending: (file) => `${file} wird gesendet…`,
      progress: (done, rows) => `${number(done)} von ${plural(rows, 'Zeile', 'Zeilen')} sind da.`,
      result(found: BroughtCounts): string {
        if (found.state === 'failed')
          return 'Dieser Import konnte nicht weitergehen. Die Datei bitte noch einmal senden.';
        const left = [...found.skipped.values()].reduce((sum, rows) => sum + rows, found.failed);
        const rows = plural(found.rows, 'Zeile', 'Zeilen');
        const taken = found.stored + found.merged;
        if (found.state === 'cancelled')
          return `Abgebrochen: ${number(taken)} von ${rows} sind da und bleiben.`;
        const parts = [
          plural(found.stored, 'neue Wiedergabe', 'neue Wiedergaben'),
          `${number(found.merged)} schon bekannt`,
          ...(left > 0 ? [`${number(left)} ausgelassen${reasons(found, formats)}`] : []),
        ];
        const passed =
          found.passedOver > 0
            ? ` ${plural(found.passedOver, 'andere Datei', 'andere Dateien')} im ZIP übergangen.`
            : '';
        return `${rows}: ${parts.join(', ')}.${passed}`;
      },
      failed: 'Die Datei ließ sich nicht senden. Bitte noch einmal versuchen.',
      cancelFailed: 'Das Abbrechen ist nicht gelungen. Bitte noch einmal versuchen.',
    },
  };
}

const leftOut: Readonly<Record<string, readonly [string, string]>> = {
  private_session: ['private Sitzung', 'private Sitzungen'],
  podcast: ['Podcast', 'Podcasts'],
  audiobook: ['Hörbuch', 'Hörbücher'],
  no_track: ['ohne Titel', 'ohne Titel'],
  not_played: ['gar nicht gehört', 'gar nicht gehört'],
  bad_time: ['mit unmöglicher Zeit', 'mit unmöglichen Zeiten'],
  bad_duration: ['mit unmöglicher Länge', 'mit unmöglichen Längen'],
  bad_track: ['mit unlesbarem Titel', 'mit unlesbaren Titeln'],
  not_a_row: ['unlesbar', 'unlesbar'],
};

function reasons(found: BroughtCounts, { number, plural }: Formats): string {
  const words = [...found.skipped].map(([reason, rows]) => {
    const other = reason.replaceAll('_', ' ');
    const [one, many] = leftOut[reason] ?? [other, other];
    return plural(rows, one, many);
  });
  if (found.failed > 0) words.push(`${number(found.failed)} abgewiesen`);
  return words.length > 0 ? ` (${words.join(', ')})` : '';
}
