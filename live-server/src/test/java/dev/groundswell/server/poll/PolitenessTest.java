package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.EndpointClass.HISTORY;
import static dev.groundswell.server.poll.EndpointClass.PLAYBACK;
import static dev.groundswell.server.poll.PollingFixture.BEGINNING;
import static dev.groundswell.server.poll.PollingFixture.playing;
import static dev.groundswell.server.poll.PollingFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.poll.PollingFixture.Call;
import dev.groundswell.server.spotify.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The poller within what Spotify allows. */
class PolitenessTest {
  private static final PlayedTrack TRACK = track("a", 185);
  private final PollingFixture world = new PollingFixture();

  @Test
  void aCallWhoseTokenCameLateIsHeldBackByARefusalMeanwhile() {
    world.tokens.delay = id -> id == 1 ? Duration.ZERO : Duration.ofSeconds(5);
    world.spotify.player = (call, n) -> new Answer.RateLimited<>(Duration.ofHours(2), null);
    world.start(PollOptions.withBudget(100)).join(1, 2).pass(3600);
    assertThat(world.calls(PLAYBACK)).hasSize(1);
  }

  @Test
  void whoeverHasNoTokenWaitsForTheEndOfTheRefusalAndIsThenPolledSoon() {
    world.tokens.closedUntil = BEGINNING.plusSeconds(50_000);
    world.start(PollOptions.withBudget(100)).join(1, 2, 3).pass(49_999);
    assertThat(world.tokens.asked).isEqualTo(6);
    world.pass(32);
    assertThat(world.calls(PLAYBACK)).hasSize(3);
    assertThat(world.calls(HISTORY)).hasSize(3);
  }

  @Test
  void whoeverSignsInAgainIsPolledThoughTokensWereRefused() {
    world.tokens.closedUntil = BEGINNING.plusSeconds(50_000);
    world.start(PollOptions.withBudget(100)).join(1).pass(1000);
    world.tokens.closedUntil = BEGINNING;
    world.join(1).pass(150);
    assertThat(world.calls(PLAYBACK)).isNotEmpty();
    assertThat(world.calls(HISTORY)).isNotEmpty();
  }

  @Test
  void whoeverBeganWhileNobodyCouldLookHasTheirListReadSoonAfter() {
    world.spotify.player =
        (call, n) -> {
          double at = world.seconds(call.at());
          if (at < 4000) {
            return new Answer.NoContent<>();
          }
          return at < 4400
              ? new Answer.RateLimited<>(Duration.ofMillis((long) (4400 - at) * 1000), null)
              : playing(TRACK, (at - 4100) % 185);
        };
    world.start(PollOptions.withBudget(100)).join(LongStream.range(0, 10).toArray()).pass(4400);
    world.spotify.calls.clear();
    world.pass(170);
    assertThat(world.calls(HISTORY).stream().map(Call::listener).distinct()).hasSize(10);
  }

  @Test
  void anOutageCostsFewCallsAndItsEndIsSeenSoon() {
    world.spotify.player =
        (call, n) ->
            world.seconds(call.at()) < 3600
                ? new Answer.ServerError<>(503)
                : new Answer.NoContent<>();
    world.start(PollOptions.withBudget(1000)).join(LongStream.range(0, 100).toArray()).pass(3600);
    assertThat(world.calls(PLAYBACK)).hasSizeLessThan(100);
    world.spotify.calls.clear();
    world.pass(160);
    assertThat(world.calls(PLAYBACK).stream().map(Call::listener).distinct()).hasSize(100);
  }

  @Test
  void aDayHasNoMoreCallsThanItsQuotaAndNoHourIsWithout() {
    world.spotify.player = (call, n) -> playing(TRACK, world.seconds(call.at()) % 185);
    int quota = 5000;
    world
        .start(PollOptions.withBudget(1000).withQuota(quota))
        .join(LongStream.range(0, 10).toArray())
        .pass(2 * 86_400);
    List<Long> times =
        world.calls(PLAYBACK).stream().map(call -> (long) world.seconds(call.at())).toList();
    for (int i = quota; i < times.size(); i++) {
      assertThat(times.get(i) - times.get(i - quota)).isGreaterThanOrEqualTo(86_340);
    }
    Map<Long, Long> byHour =
        times.stream().collect(Collectors.groupingBy(at -> at / 3600, Collectors.counting()));
    assertThat(byHour).hasSize(48);
    assertThat(world.gauge("stretch", "endpoint", "playback")).isGreaterThan(2);
    assertThat(world.gauge("stretch", "endpoint", "recently-played")).isEqualTo(1);
  }

  @Test
  void theDaysCountOutlivesARestart() {
    Instant minute = BEGINNING.minus(Duration.ofHours(20));
    world.counts.saved.put(new CallCounts.Count(PLAYBACK, minute, 0), 100);
    world.start(PollOptions.withBudget(100).withQuota(100)).join(1, 2, 3).pass(4 * 3600);
    assertThat(world.calls(PLAYBACK)).isEmpty();
    assertThat(world.calls(HISTORY)).isNotEmpty();
    world.pass(600);
    assertThat(world.calls(PLAYBACK)).isNotEmpty();
  }

  @Test
  void countsThatWereNotSavedAreSavedLater() {
    world.counts.away = true;
    world.start(PollOptions.withBudget(100)).join(1, 2, 3).pass(25);
    assertThat(world.counts.saved).isEmpty();
    world.counts.away = false;
    world.pass(10);
    assertThat(world.counts.saved.values().stream().mapToInt(count -> count).sum())
        .isEqualTo(world.spotify.calls.size());
  }

  @Test
  void aRestartDoesNotDoubleTheBudget() {
    world.start(PollOptions.withBudget(50)).join(LongStream.range(0, 400).toArray()).pass(60);
    PollingFixture after = new PollingFixture();
    after.pass(61);
    after.counts.saved.putAll(world.counts.saved);
    after.start(PollOptions.withBudget(50)).join(LongStream.range(0, 400).toArray()).pass(60);
    List<Instant> calls = new ArrayList<>(world.spotify.calls.stream().map(Call::at).toList());
    calls.addAll(after.spotify.calls.stream().map(Call::at).toList());
    for (int i = 50; i < calls.size(); i++) {
      assertThat(Duration.between(calls.get(i - 50), calls.get(i)))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }
    assertThat(after.spotify.calls).isNotEmpty();
  }

  @Test
  void whenTheBudgetIsShortAllAreAskedLessOftenAndEndsAreStillSeen() {
    world.spotify.player =
        (call, n) -> playing(TRACK, (world.seconds(call.at()) + call.listener() * 7) % 185);
    world.start(PollOptions.withBudget(100)).join(LongStream.range(0, 200).toArray()).pass(1200);
    assertThat(world.gauge("stretch", "endpoint", "playback")).isBetween(1.8, 4.0);
    assertThat(world.gauge("late.ms")).isLessThan(15_000);
    world.spotify.calls.clear();
    world.pass(1200);
    Map<Long, List<Call>> looks =
        world.calls(PLAYBACK).stream().collect(Collectors.groupingBy(Call::listener));
    assertThat(looks).hasSize(200);
    assertThat(looks.values()).allMatch(own -> own.size() >= 12 && own.size() <= 24);
    long ends = looks.values().stream().mapToLong(this::endsSeen).sum();
    assertThat(ends).isGreaterThan(200 * 1200 / 185 * 9 / 10);
  }

  /** Looks that fell within 3 s of a track's end. */
  private long endsSeen(List<Call> looks) {
    return looks.stream()
        .filter(call -> (world.seconds(call.at()) + call.listener() * 7) % 185 <= 3)
        .count();
  }

  @Test
  void theBacklogWaitsBehindWhatIsPlayingButNotForEver() {
    world.spotify.player = (call, n) -> playing(track("o", 7200), world.seconds(call.at()) + 100);
    world.start(PollOptions.withBudget(10)).join(LongStream.range(0, 60).toArray()).pass(7200);
    assertThat(world.calls(HISTORY).stream().map(Call::listener).distinct()).hasSize(60);
  }

  @Test
  void whomSpotifyDoesNotAdmitIsAskedOnceAnHourAndThenForTheWholePlayer() {
    world.spotify.player =
        (call, n) ->
            call.listener() == 1 && world.seconds(call.at()) < 7000
                ? new Answer.Forbidden<>("not registered")
                : new Answer.NoContent<>();
    world.start(PollOptions.withBudget(100)).join(1, 2).pass(6900);
    assertThat(world.gauge("listeners", "state", "refused")).isEqualTo(1);
    assertThat(own(1)).hasSize(4);
    world.pass(4000);
    assertThat(own(1).get(4).narrow()).isFalse();
    assertThat(world.gauge("listeners", "state", "refused")).isZero();
    assertThat(world.standings.kept).containsExactly("refused 1", "admitted 1");
  }

  @Test
  void whatCouldNotBeKeptOfARefusalIsKeptWithTheNext() {
    world.spotify.player = (call, n) -> new Answer.Forbidden<>("not registered");
    world.standings.away = true;
    world.start(PollOptions.withBudget(100)).join(1).pass(600);
    world.standings.away = false;
    world.pass(2 * 3600);
    assertThat(world.standings.kept).containsExactly("refused 1");
  }

  @Test
  void whoWasRefusedBeforeTheRestartIsAdmittedByTheFirstAnswer() {
    world.start(PollOptions.withBudget(100));
    world.roster.onNext(new Roster.Joined(1, 1001, true, true));
    world.roster.onNext(new Roster.Joined(2, 2002, true, false));
    world.pass(60);
    assertThat(world.standings.kept).containsExactly("admitted 1");
  }

  private List<Call> own(long listener) {
    return world.calls(PLAYBACK).stream().filter(call -> call.listener() == listener).toList();
  }

  @Test
  void aBreakerThatAnotherServerWasToldHoldsHereToo() {
    world.leases.held = java.util.Set.of(0, 1, 2, 3, 4, 5, 6, 7, 8);
    world.start(PollOptions.withBudget(100)).join(LongStream.range(0, 20).toArray()).pass(20);
    world.states.breakers.add(new Breaker(PLAYBACK, BEGINNING.plusSeconds(5000), "RATE_LIMITED"));
    world.pass(6);
    world.spotify.calls.clear();
    world.pass(4900);
    assertThat(world.calls(PLAYBACK)).isEmpty();
    assertThat(world.calls(HISTORY)).isNotEmpty();
  }

  @Test
  void theOperatorSeesHowItStands() {
    world.spotify.player =
        (call, n) -> new Answer.RateLimited<>(Duration.ofHours(2), "QUOTA_EXCEEDED");
    world.start(PollOptions.withBudget(100).withQuota(1000)).join(1, 2).pass(60);
    var viewing = world.poller.view().test();
    world.pass(0);
    PollView view = viewing.values().get(0);
    assertThat(view.shards()).isEqualTo(16);
    assertThat(view.budget()).isEqualTo(100);
    assertThat(view.listeners()).containsEntry("waiting", 2);
    assertThat(view.lately()).containsKey("rate_limited");
    assertThat(view.endpoints().get(0))
        .satisfies(
            endpoint -> {
              assertThat(endpoint.name()).isEqualTo("playback");
              assertThat(endpoint.lastDay()).isEqualTo(world.calls(PLAYBACK).size());
              assertThat(endpoint.quota()).isEqualTo(1000);
              assertThat(endpoint.closedUntil()).isAfter(BEGINNING.plusSeconds(7200));
              assertThat(endpoint.closedFor()).isEqualTo("QUOTA_EXCEEDED");
            });
    assertThat(view.endpoints().get(1).closedUntil()).isNull();
  }
}
