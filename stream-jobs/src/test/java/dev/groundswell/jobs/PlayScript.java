package dev.groundswell.jobs;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A made-up week of a few dozen listeners, drawn from a seed: live and late plays, corrections,
 * deletions and erasures, with the heartbeats between them.
 *
 * <p>A heartbeat is written as a {@link PlayChange.Kind#VOID} change; its instant is {@code
 * committedAt}. Jobs do nothing with a void change, so a script can be handed to them as it is.
 */
public final class PlayScript {
  public static final long BEGINNING = 1_795_000_000_000L;
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private final SplittableRandom chance;
  private final List<PlayChange> steps = new ArrayList<>();

  private PlayScript(long seed) {
    chance = new SplittableRandom(seed);
  }

  public static boolean isHeartbeat(PlayChange step) {
    return step.kind() == PlayChange.Kind.VOID;
  }

  public static PlayChange heartbeat(long asOf) {
    return PlayChange.voided(0, 1, asOf);
  }

  public static PlayState state(long recording, long countedAt, boolean trends) {
    return state(recording, artistsOf(recording), genreOf(recording), countedAt, trends);
  }

  private static PlayState state(
      long recording, List<Long> artists, long genre, long countedAt, boolean trends) {
    return new PlayState(
        recording,
        artists,
        0,
        genre,
        countedAt - 30_000,
        countedAt,
        200_000,
        0,
        Source.SPOTIFY,
        weekHourOf(recording, countedAt),
        trends);
  }

  /** As if each recording were heard in a zone of its own. */
  private static int weekHourOf(long recording, long countedAt) {
    return (int) (1 + (countedAt / HOUR + recording % 24) % 168);
  }

  /** One artist for ten recordings, on every seventh with a guest, who may be named twice. */
  private static List<Long> artistsOf(long recording) {
    long main = 1 + recording / 10;
    return recording % 7 == 0 ? List.of(main, 1 + recording % 50, main) : List.of(main);
  }

  /** That of the main artist; every ninth artist has none. */
  private static long genreOf(long recording) {
    return recording / 10 % 9 == 0 ? 0 : 1 + recording / 10 % 40;
  }

  public static PlayChange change(
      long committedAt, long listener, @Nullable PlayState before, @Nullable PlayState after) {
    return PlayChange.play(0, 1, committedAt, listener, 1, 1, before, after);
  }

  public static PlayChange play(long listener, long recording, long countedAt) {
    return change(countedAt, listener, null, state(recording, countedAt, true));
  }

  /** A play of which neither artist nor genre is known. */
  static PlayChange playOfTrack(long listener, long recording, long countedAt) {
    return change(countedAt, listener, null, state(recording, List.of(), 0, countedAt, true));
  }

  /** Everything that can happen, over nine days, by listeners each of whom keeps to an order. */
  public static List<PlayChange> ofEverything(long seed, int plays) {
    PlayScript script = new PlayScript(seed);
    for (int i = 0; i < plays; i++) {
      script.drawPlay();
    }
    for (int i = 0; i < 3; i++) {
      long at = BEGINNING + script.chance.nextLong(9 * DAY);
      script.steps.add(PlayChange.erase(0, 1, at, script.chance.nextInt(40)));
    }
    return script.withHeartbeats();
  }

  /**
   * Everything that can happen within five hours, with heartbeats some seconds or minutes apart;
   * for an hour hardly anything has a genre.
   */
  public static List<PlayChange> ofLastHours(long seed, int plays) {
    PlayScript script = new PlayScript(seed);
    for (int i = 0; i < plays; i++) {
      script.drawLately();
    }
    script.steps.add(PlayChange.erase(0, 1, BEGINNING + 3 * HOUR, script.chance.nextInt(40)));
    return script.withHeartbeats(BEGINNING, 3 * MINUTE);
  }

  /** Only new plays, so that figures rise until time takes them away. */
  public static List<PlayChange> ofArrivals(long seed, int plays, long span) {
    PlayScript script = new PlayScript(seed);
    for (int i = 0; i < plays; i++) {
      long at = BEGINNING + script.chance.nextLong(span);
      script.steps.add(play(script.chance.nextInt(40), 1 + script.chance.nextInt(12), at));
    }
    return script.withHeartbeats();
  }

  private void drawPlay() {
    long listener = chance.nextInt(40);
    // Most of what is played are a few hits; the rest is spread wide.
    long recording = chance.nextInt(3) > 0 ? 1 + chance.nextInt(20) : 1 + chance.nextInt(300);
    long countedAt = BEGINNING + chance.nextLong(9 * DAY);
    if (chance.nextInt(4) == 0) {
      countedAt -= countedAt % (5 * MINUTE); // on the edges of every window
    }
    PlayState state = state(recording, countedAt, chance.nextInt(10) > 0);
    long learned = countedAt + lateness();
    steps.add(change(learned, listener, null, state));
    int fate = chance.nextInt(10);
    long later = learned + 1 + chance.nextLong(chance.nextBoolean() ? 10 * MINUTE : 5 * DAY);
    if (fate == 0) {
      steps.add(change(later, listener, state, null));
    } else if (fate <= 2) {
      PlayState corrected =
          chance.nextInt(4) == 0
              ? state.withGenre(1 + chance.nextInt(40))
              : state(
                  chance.nextBoolean() ? recording : recording + 1,
                  countedAt + chance.nextInt(-120_000, 120_000),
                  chance.nextInt(5) > 0);
      steps.add(change(later, listener, state, corrected));
      if (chance.nextBoolean()) {
        steps.add(change(later + 1 + chance.nextLong(DAY), listener, corrected, null));
      }
    }
  }

  private void drawLately() {
    long listener = chance.nextInt(40);
    long hour = chance.nextInt(5);
    long recording =
        hour == 2 && chance.nextInt(5) > 0 ? 1 + chance.nextInt(9) : 1 + chance.nextInt(300);
    long countedAt = BEGINNING + hour * HOUR + chance.nextLong(HOUR);
    if (chance.nextInt(6) == 0) {
      countedAt -= countedAt % MINUTE; // on the edge of a minute
    }
    PlayState state = state(recording, countedAt, chance.nextInt(12) > 0);
    long learned =
        countedAt
            + (chance.nextInt(4) == 0 ? chance.nextLong(HOUR + HOUR / 2) : chance.nextLong(5_000));
    steps.add(change(learned, listener, null, state));
    int fate = chance.nextInt(8);
    long later = learned + 1 + chance.nextLong(HOUR);
    if (fate == 0) {
      steps.add(change(later, listener, state, null));
    } else if (fate == 1) {
      PlayState corrected = state(recording, countedAt + chance.nextInt(-120_000, 120_000), true);
      steps.add(change(later, listener, state, corrected));
    }
  }

  /** How much later than it counts a play is committed; some are known ahead of their instant. */
  private long lateness() {
    return switch (chance.nextInt(6)) {
      case 0 -> -chance.nextLong(20_000);
      case 1 -> chance.nextLong(2 * 60 * MINUTE);
      case 2 -> chance.nextLong(8 * DAY);
      default -> chance.nextLong(10_000);
    };
  }

  /** In the order of commits, with heartbeats close together now and far apart then. */
  private List<PlayChange> withHeartbeats() {
    return withHeartbeats(BEGINNING + DAY / 2, 4 * HOUR);
  }

  private List<PlayChange> withHeartbeats(long first, long longest) {
    steps.sort(Comparator.comparingLong(PlayChange::committedAt));
    List<PlayChange> out = new ArrayList<>();
    long next = first;
    for (PlayChange step : steps) {
      while (step.committedAt() > next) {
        out.add(heartbeat(next));
        next += chance.nextInt(3) == 0 ? 250 + chance.nextLong(5_000) : chance.nextLong(longest);
      }
      out.add(step);
    }
    out.add(heartbeat(next));
    return out;
  }
}
