package dev.groundswell.jobs.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.ListeningNow;
import dev.groundswell.jobs.window.Minimum;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceTest {
  private static final long T = 1_795_328_621_000L;

  private final Audience audience = new Audience(new Minimum(1));

  @Test
  void whoIsSeenAgainIsCountedOnce() {
    audience.see(now(1, 7, T), T);
    audience.see(now(1, 8, T + 1000), T + 1000);
    audience.see(now(2, 8, T + 1000), T + 1000);

    assertThat(audience.total()).isEqualTo(2);
    assertThat(listeners(Kind.TRACKS)).containsExactly("8: 2");
    assertThat(listeners(Kind.ARTISTS)).containsExactly("80: 2", "81: 2");
    assertThat(listeners(Kind.GENRES)).containsExactly("800: 2");
  }

  @Test
  void whatWasSeenBeforeIsPassedOver() {
    audience.see(now(1, 8, T + 1000), T + 1000);
    audience.see(now(1, 7, T), T + 2000);

    assertThat(listeners(Kind.TRACKS)).containsExactly("8: 1");
  }

  @Test
  void aStateEndsWhenItExpires() {
    audience.see(now(1, 7, T), T);
    audience.see(now(2, 8, T + 5_000), T + 5_000);

    assertThat(audience.reach(T + 240_000 - 1)).isEqualTo(T);
    assertThat(audience.total()).isEqualTo(2);
    assertThat(audience.reach(T + 240_000)).isEqualTo(T + 5_000);
    assertThat(listeners(Kind.TRACKS)).containsExactly("8: 1");
    var unused = audience.reach(T + 300_000);
    assertThat(audience.total()).isZero();
    assertThat(listeners(Kind.ARTISTS)).isEmpty();
  }

  @Test
  void silenceAndLeavingTheTrendsEndItAtOnce() {
    audience.see(now(1, 7, T), T);
    audience.see(now(2, 7, T), T);
    audience.see(NowPlaying.silence(1, T + 1, true), T + 1);
    audience.see(new NowPlaying(2, 7, List.of(), 0, T + 1, T + 240_000, false), T + 1);

    assertThat(audience.total()).isZero();
  }

  @Test
  void aStateOfAClockThatIsFarAheadMeansNothing() {
    audience.see(new NowPlaying(1, 7, List.of(), 0, T, Long.MAX_VALUE, true), T);
    assertThat(audience.total()).isZero();
  }

  @Test
  void aFigureAppearsOneListenerAboveTheMinimumAndStaysDownToIt() {
    Audience guarded = new Audience(new Minimum(3));
    for (int listener = 1; listener <= 3; listener++) {
      guarded.see(now(listener, 7, T), T);
    }
    assertThat(guarded.total()).isEqualTo(Board.NOT_TOLD);
    assertThat(guarded.best(Kind.TRACKS)).isEmpty();
    assertThat(guarded.withheld(Kind.TRACKS)).isEqualTo(1);

    guarded.see(now(4, 7, T), T);
    assertThat(guarded.total()).isEqualTo(4);
    assertThat(guarded.best(Kind.TRACKS)).hasSize(1);

    guarded.see(NowPlaying.silence(4, T + 1, true), T + 1);
    assertThat(guarded.total()).isEqualTo(3);
    guarded.see(NowPlaying.silence(3, T + 1, true), T + 1);
    assertThat(guarded.total()).isEqualTo(Board.NOT_TOLD);
    assertThat(guarded.withheld(Kind.TRACKS)).isEqualTo(1);
  }

  @Test
  void whatWasTakenOfItemsAddsUpToWhatEveryListenerHears() {
    SplittableRandom random = new SplittableRandom(1);
    Map<Long, NowPlaying> naive = new HashMap<>();
    Map<Long, Long> taken = new HashMap<>();
    for (long instant = T; instant < T + 900_000; instant += 1_000) {
      long listener = random.nextLong(30);
      NowPlaying seen =
          random.nextInt(4) == 0
              ? NowPlaying.silence(listener, instant, true)
              : now(listener, 1 + random.nextLong(12), instant);
      audience.see(seen, instant);
      naive.put(listener, seen);
      if (random.nextInt(3) == 0) {
        var unused = audience.reach(instant);
        new ListeningNow(false, audience.takeChanges()).applyTo(taken);
        assertThat(taken).isEqualTo(counted(naive, instant));
      }
    }
    assertThat(taken).hasSizeGreaterThan(20);
    // Nobody is seen again: all of it leaves.
    var unused = audience.reach(T + 2_000_000);
    new ListeningNow(false, audience.takeChanges()).applyTo(taken);
    assertThat(taken).isEmpty();
    assertThat(audience.takeChanges()).isEmpty();
  }

  @Test
  void itemsAreToldByTheMinimumOfTheirBoard() {
    Audience guarded = new Audience(new Minimum(3));
    long track = Item.of(Kind.TRACKS, 7);
    for (int listener = 1; listener <= 3; listener++) {
      guarded.see(now(listener, 7, T), T);
    }
    assertThat(guarded.takeChanges()).containsEntry(track, (long) Board.NOT_TOLD);
    guarded.see(now(4, 7, T), T);
    assertThat(guarded.takeChanges()).containsEntry(track, 4L);
    guarded.see(NowPlaying.silence(4, T + 1, true), T + 1);
    assertThat(guarded.takeChanges()).containsEntry(track, 3L);
    guarded.see(NowPlaying.silence(3, T + 1, true), T + 1);
    assertThat(guarded.takeChanges()).containsEntry(track, (long) Board.NOT_TOLD);
    guarded.see(NowPlaying.silence(2, T + 1, true), T + 1);
    guarded.see(NowPlaying.silence(1, T + 1, true), T + 1);
    assertThat(guarded.takeChanges()).containsEntry(track, 0L);
  }

  /** How many listen to each item, counted the slow and obvious way. */
  private static Map<Long, Long> counted(Map<Long, NowPlaying> heard, long instant) {
    Map<Long, Long> counts = new HashMap<>();
    for (NowPlaying now : heard.values()) {
      if (now.recording() != 0 && now.expiresAt() > instant) {
        Stream.concat(
                Stream.of(Item.of(Kind.TRACKS, now.recording()), Item.of(Kind.GENRES, now.genre())),
                now.artists().stream().map(artist -> Item.of(Kind.ARTISTS, artist)))
            .forEach(item -> counts.merge(item, 1L, Long::sum));
      }
    }
    return counts;
  }

  private List<String> listeners(Kind kind) {
    return audience.best(kind).stream().map(AudienceTest::line).toList();
  }

  private static String line(BoardItem row) {
    return row.item() + ": " + row.listeners();
  }

  /** Four minutes of a track by two artists. */
  private static NowPlaying now(long listener, long recording, long observedAt) {
    return new NowPlaying(
        listener,
        recording,
        List.of(recording * 10, recording * 10 + 1),
        recording * 100,
        observedAt,
        observedAt + 240_000,
        true);
  }
}
