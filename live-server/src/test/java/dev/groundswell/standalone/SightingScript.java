package dev.groundswell.standalone;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.ledger.Sighting.Kind;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Made-up sightings of the last 7.2 days, many of them of the last minutes.
 *
 * <p>Most plays are told more than once: by several revisions of a live observation, by the list of
 * what was played, or by both. Some never count, and some are heard again at once.
 */
final class SightingScript {
  private static final int RECORDINGS = 40;
  private static final Duration COUNTS = Duration.ofSeconds(30);

  private final RandomGenerator random;
  private final List<Long> listeners;
  private final Instant now;
  private final List<Sighting> sightings = new ArrayList<>();

  /** Where a play falls with respect to the edges of the windows. */
  interface Ages {
    /** How long ago a play counts. */
    Duration next(RandomGenerator random);
  }

  private SightingScript(RandomGenerator random, List<Long> listeners, Instant now) {
    this.random = random;
    this.listeners = listeners;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
  }

  /** At least {@code atLeast} sightings, in no order. */
  static List<Sighting> of(
      RandomGenerator random, List<Long> listeners, Instant now, Ages ages, int atLeast) {
    SightingScript script = new SightingScript(random, listeners, now);
    while (script.sightings.size() < atLeast) {
      script.play(ages.next(random));
    }
    return script.shuffled();
  }

  /** Any age up to 7.2 days, so that plays leave each window while a test runs. */
  static Duration anyAge(RandomGenerator random) {
    Duration most =
        switch (random.nextInt(6)) {
          case 0, 1 -> Duration.ofSeconds(310);
          case 2 -> Duration.ofMinutes(10);
          case 3 -> Duration.ofMinutes(62);
          case 4 -> Duration.ofHours(25);
          default -> Duration.ofHours(173);
        };
    return Duration.ofMillis(random.nextLong(1, most.toMillis()));
  }

  /** An age that is well inside or well outside of every window for the next minutes. */
  static Duration ageFarFromEdges(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> between(random, Duration.ofSeconds(1), Duration.ofMinutes(2));
      case 2 -> between(random, Duration.ofMinutes(6), Duration.ofMinutes(50));
      case 3 -> between(random, Duration.ofMinutes(70), Duration.ofHours(23));
      default -> between(random, Duration.ofHours(25), Duration.ofHours(160));
    };
  }

  private static Duration between(RandomGenerator random, Duration from, Duration to) {
    return Duration.ofMillis(random.nextLong(from.toMillis(), to.toMillis()));
  }

  /** A play of the first recording that counts at {@code at}. */
  static Sighting countedAt(Instant at, long listener) {
    return countedAt(at, listener, 0);
  }

  /** A play of any recording that counts at {@code at}. */
  static Sighting countedAt(Instant at, long listener, int recording) {
    return live(listener, recording, at.minus(COUNTS), COUNTS, 1, false);
  }

  /** A play of any recording that counts at {@code at}, told by an export alone. */
  static Sighting importedAt(Instant at, long listener, int recording) {
    Instant start = at.minus(COUNTS);
    return new Sighting(
        listener,
        track(recording),
        Kind.IMPORTED,
        "imported:" + start.toEpochMilli() + ":track-" + recording,
        1,
        start,
        start.plus(length(recording)),
        true,
        true,
        length(recording),
        at);
  }

  private void play(Duration age) {
    long listener = listeners.get(random.nextInt(listeners.size()));
    // The product of two draws makes some recordings much more popular than others.
    int recording = (int) (RECORDINGS * random.nextDouble() * random.nextDouble());
    Instant start = now.minus(age).minus(COUNTS).truncatedTo(ChronoUnit.MILLIS);
    int times = random.nextInt(8) == 0 ? 2 : 1;
    for (int i = 0; i < times; i++) {
      tell(listener, recording, start.plus(length(recording).multipliedBy(i)));
    }
  }

  private void tell(long listener, int recording, Instant start) {
    Duration length = length(recording);
    boolean over = !start.plus(length).isAfter(now);
    int views = random.nextInt(8);
    if (views == 0) {
      sightings.add(live(listener, recording, start, Duration.ofSeconds(20), 1, true));
      return;
    }
    if (start.plus(COUNTS).isAfter(now)) {
      return;
    }
    if (views < 7 || !over) {
      sightings.add(live(listener, recording, start, COUNTS, 1, false));
    }
    if (over && views < 6) {
      boolean skipped = random.nextInt(3) == 0;
      Duration heard = skipped ? COUNTS.plus(length).dividedBy(2) : length;
      sightings.add(live(listener, recording, start, heard, 2, true));
    }
    if (over && views > 2) {
      Duration wrongBy = Duration.ofMillis(random.nextLong(-900, 900));
      sightings.add(history(listener, recording, start.plus(length).plus(wrongBy)));
    }
  }

  private static Sighting live(
      long listener, int recording, Instant start, Duration heard, int revision, boolean ended) {
    return new Sighting(
        listener,
        track(recording),
        Kind.LIVE,
        "live:" + start.toEpochMilli() + ":track-" + recording,
        revision,
        start,
        start.plus(heard),
        true,
        ended,
        heard,
        heard.compareTo(COUNTS) < 0 ? null : start.plus(COUNTS));
  }

  private static Sighting history(long listener, int recording, Instant end) {
    Duration length = length(recording);
    Instant start = end.minus(length);
    return new Sighting(
        listener,
        track(recording),
        Kind.HISTORY,
        "history:" + end.toEpochMilli() + ":track-" + recording,
        1,
        start,
        end,
        false,
        true,
        length,
        start.plus(COUNTS));
  }

  private static Duration length(int recording) {
    return Duration.ofSeconds(90 + 3L * recording);
  }

  private static PlayedTrack track(int recording) {
    return new PlayedTrack(
        "track-" + recording,
        null,
        "Title " + recording,
        artists(recording),
        null,
        length(recording),
        null,
        null,
        null,
        false);
  }

  /**
   * One of nine, on every fifth recording with a guest; of a third of them Spotify tells a genre.
   */
  private static List<PlayedTrack.Artist> artists(int recording) {
    PlayedTrack.Artist main = artist(recording % 9);
    return recording % 5 == 0 ? List.of(main, artist((recording + 3) % 9)) : List.of(main);
  }

  private static PlayedTrack.Artist artist(int number) {
    return new PlayedTrack.Artist(
        "artist-" + number, "Artist " + number, null, null, number % 3 == 0 ? "Enka" : null);
  }

  private List<Sighting> shuffled() {
    return shuffled(sightings, random);
  }

  /** The same sightings in another order. */
  static List<Sighting> shuffled(List<Sighting> sightings, RandomGenerator random) {
    List<Sighting> mixed = new ArrayList<>(sightings);
    for (int i = mixed.size() - 1; i > 0; i--) {
      Collections.swap(mixed, i, random.nextInt(i + 1));
    }
    return mixed;
  }
}
