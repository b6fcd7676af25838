package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.PollingFixture.BEGINNING;
import static dev.groundswell.server.poll.PollingFixture.playing;
import static dev.groundswell.server.poll.PollingFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.poll.PollingFixture.Call;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.PlayHistory;
import dev.groundswell.server.spotify.Playback;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Ten hours in which Spotify fails in every way in turn and the server is killed now and then, in
 * virtual time.
 *
 * <p>Everybody plays tracks of 3 minutes without pause; the list of plays has the last 50 of them,
 * which is more than the longest fault lasts, so nothing may be missing.
 */
class FaultsTest {
  private static final long[] LISTENERS = LongStream.range(1, 13).toArray();
  private static final int TRACK_S = 180;
  private static final int FAULT_S = 900;
  private static final int FAULTS_END_S = 10 * 3600;
  private static final int END_S = FAULTS_END_S + 3600;

  /** How Spotify fails. */
  private enum Fault {
    NONE,
    LIMITED,
    SERVER_ERROR,
    HANG,
    BROKEN_JSON,
    LIMITED_WITHOUT_SAYING_HOW_LONG,
    QUOTA
  }

  /** Each for a while, in this order and then again. */
  private static final List<Fault> IN_TURN =
      List.of(
          Fault.LIMITED,
          Fault.NONE,
          Fault.SERVER_ERROR,
          Fault.NONE,
          Fault.HANG,
          Fault.NONE,
          Fault.BROKEN_JSON,
          Fault.NONE,
          Fault.LIMITED_WITHOUT_SAYING_HOW_LONG,
          Fault.NONE,
          Fault.QUOTA,
          Fault.NONE,
          Fault.NONE,
          Fault.NONE);

  private final List<Call> calls = new ArrayList<>();
  private final List<Call> duringRetryAfter = new ArrayList<>();
  private final Map<EndpointClass, Instant> closedUntil = new EnumMap<>(EndpointClass.class);
  private final Map<EndpointClass, Instant> closedAt = new EnumMap<>(EndpointClass.class);
  private PollingFixture life = new PollingFixture();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void nothingIsLostNothingStopsAndRetryAfterIsKept(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double start = 0;
    while (start < END_S) {
      double end = Math.min(END_S, start + 600 + random.nextDouble(4000));
      live(start, end);
      start = end + 1 + random.nextDouble(30);
    }
    assertThat(duringRetryAfter).isEmpty();
    assertThat(missing()).isEmpty();
    for (int from = 0; from < FAULTS_END_S; from += FAULT_S) {
      if (fault(from) == Fault.NONE && !closed(from)) {
        assertThat(askedBetween(from, from + FAULT_S)).hasSize(LISTENERS.length);
      }
    }
  }

  /** Whether Spotify's word from an earlier time still holds for most of these minutes. */
  private static boolean closed(int from) {
    return fault(from - FAULT_S) == Fault.QUOTA || fault(from - 2 * FAULT_S) == Fault.QUOTA;
  }

  /** A life of the server; what it has in memory is lost at its end. */
  private void live(double from, double until) {
    PollingFixture before = life;
    life = new PollingFixture();
    life.pass(from);
    life.states.saved.putAll(before.states.saved);
    life.states.breakers.addAll(before.states.breakers);
    life.counts.saved.putAll(before.counts.saved);
    life.ledger.sightings.addAll(before.ledger.sightings);
    life.everybody = LISTENERS;
    life.spotify.player = (call, n) -> answer(call, now(call));
    life.spotify.history = (call, n) -> answer(call, history(call));
    life.spotify.delay =
        call -> Duration.ofMillis(fault(second(call.at())) == Fault.HANG ? 10_000 : 50);
    life.start(PollOptions.withBudget(100)).pass(until - from);
    calls.addAll(life.spotify.calls);
  }

  private <T> Answer<T> answer(Call call, Answer<T> healthy) {
    Instant closed = closedUntil.get(call.endpoint());
    if (closed != null
        && call.at().isAfter(closedAt.getOrDefault(call.endpoint(), call.at()))
        && call.at().isBefore(closed)) {
      duringRetryAfter.add(call);
    }
    return switch (fault(second(call.at()))) {
      case NONE -> healthy;
      case LIMITED -> limited(call, Duration.ofSeconds(400), null);
      case LIMITED_WITHOUT_SAYING_HOW_LONG -> new Answer.RateLimited<>(null, null);
      case QUOTA -> limited(call, Duration.ofSeconds(2000), Answer.RateLimited.QUOTA_EXCEEDED);
      case SERVER_ERROR -> new Answer.ServerError<>(502);
      case HANG -> new Answer.TimedOut<>();
      case BROKEN_JSON -> new Answer.Malformed<>("no JSON at byte 17");
    };
  }

  private <T> Answer<T> limited(Call call, Duration retryAfter, @Nullable String reason) {
    Instant now = life.clock.instant();
    closedAt.putIfAbsent(call.endpoint(), now);
    if (now.isAfter(closedUntil.getOrDefault(call.endpoint(), now.minusMillis(1)))) {
      closedAt.put(call.endpoint(), now);
    }
    // It tells whole seconds, and means the fraction too that it cuts off.
    Instant until = now.plus(retryAfter).plusMillis(999);
    closedUntil.merge(call.endpoint(), until, (one, other) -> one.isAfter(other) ? one : other);
    return new Answer.RateLimited<>(retryAfter, reason);
  }

  private static Fault fault(double second) {
    return second < 0 || second >= FAULTS_END_S
        ? Fault.NONE
        : IN_TURN.get((int) (second / FAULT_S) % IN_TURN.size());
  }

  private Answer<Playback> now(Call call) {
    double at = second(call.at()) + offset(call.listener());
    return playing(track(name(call.listener(), (long) at / TRACK_S), TRACK_S), at % TRACK_S);
  }

  private Answer<PlayHistory> history(Call call) {
    long playing = (long) (second(call.at()) + offset(call.listener())) / TRACK_S;
    List<PlayHistory.Item> items = new ArrayList<>();
    for (long n = playing - 1; n >= 0 && items.size() < 50; n--) {
      long end = (n + 1) * TRACK_S - offset(call.listener());
      items.add(
          new PlayHistory.Item(
              track(name(call.listener(), n), TRACK_S), BEGINNING.plusSeconds(end)));
    }
    return new Answer.Ok<>(new PlayHistory(items, items.size() == 50, Map.of(), null));
  }

  /** Tracks that were played to their end, and early enough, and that the ledger has not. */
  private Set<String> missing() {
    Set<String> missing = new HashSet<>();
    for (long listener : LISTENERS) {
      for (long n = 1; (n + 1) * TRACK_S - offset(listener) < FAULTS_END_S; n++) {
        missing.add(name(listener, n));
      }
    }
    life.ledger.sightings.forEach(sighting -> missing.remove(sighting.track().spotifyId()));
    return missing;
  }

  private Set<Long> askedBetween(double from, double until) {
    Set<Long> asked = new HashSet<>();
    calls.stream()
        .filter(call -> second(call.at()) >= from && second(call.at()) < until)
        .forEach(call -> asked.add(call.listener()));
    return asked;
  }

  private static double second(Instant at) {
    return Duration.between(BEGINNING, at).toMillis() / 1000.0;
  }

  private static long offset(long listener) {
    return listener * 13;
  }

  private static String name(long listener, long n) {
    return "l" + listener + "t" + n;
  }
}
