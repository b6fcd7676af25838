package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.EndpointClass.HISTORY;
import static dev.groundswell.server.poll.EndpointClass.PLAYBACK;
import static dev.groundswell.server.poll.PollingFixture.BEGINNING;
import static dev.groundswell.server.poll.PollingFixture.playing;
import static dev.groundswell.server.poll.PollingFixture.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.poll.PollingFixture.Call;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.PlayHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class PollerTest {
  private static final PlayedTrack TRACK = track("a", 185);
  private final PollingFixture world = new PollingFixture();

  @Test
  void whoJoinsIsPolledAtOnce() {
    world.start(PollOptions.withBudget(100)).join(1, 2, 3).pass(1);
    assertThat(world.calls(PLAYBACK)).hasSize(3);
  }

  @Test
  void theListOfPlaysIsReadSoonAfterJoiningAndThenSeldom() {
    world.start(PollOptions.withBudget(100)).join(1).pass(130);
    assertThat(world.calls(HISTORY)).hasSize(1);
    world.pass(3600);
    assertThat(world.calls(HISTORY)).hasSizeBetween(3, 5);
  }

  @Test
  void aPlayerIsLookedAtWhenItsTrackShouldEnd() {
    Instant start = BEGINNING;
    world.spotify.player =
        (call, n) -> playing(TRACK, Duration.between(start, call.at()).toMillis() / 1000.0 % 185);
    world.start(PollOptions.withBudget(100)).join(1).pass(600);
    List<Double> at = world.calls(PLAYBACK).stream().map(call -> world.seconds(call.at())).toList();
    for (int end : List.of(185, 370, 555)) {
      assertThat(at).anyMatch(look -> look > end && look < end + 3);
    }
    assertThat(at.size()).isLessThan(600 / 30 + 6);
    Map<String, List<Sighting>> plays =
        world.ledger.sightings.stream().collect(Collectors.groupingBy(Sighting::observation));
    assertThat(plays).hasSize(4);
  }

  @Test
  void aSilentPlayerIsLookedAtEverMoreSeldom() {
    world.start(PollOptions.withBudget(100)).join(1).pass(3600);
    List<Call> looks = world.calls(PLAYBACK);
    assertThat(gap(looks, 0)).isBetween(60.0, 67.0);
    assertThat(gap(looks, looks.size() - 2)).isBetween(430.0, 474.0);
    world.spotify.calls.clear();
    world.pass(3600);
    assertThat(world.calls(PLAYBACK)).hasSizeLessThanOrEqualTo(12);
  }

  @Test
  void noWindowHoldsMoreCallsThanTheBudget() {
    world.start(PollOptions.withBudget(50)).join(LongStream.range(0, 400).toArray()).pass(600);
    List<Call> calls = world.spotify.calls;
    assertThat(calls.size()).isBetween(900, 1050);
    for (int i = 50; i < calls.size(); i++) {
      assertThat(Duration.between(calls.get(i - 50).at(), calls.get(i).at()))
          .isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }
    assertThat(world.spotify.mostInFlight).isLessThanOrEqualTo(32);
  }

  @Test
  void nobodyIsForgottenWhenTheBudgetIsShort() {
    world.start(PollOptions.withBudget(20)).join(LongStream.range(0, 100).toArray()).pass(600);
    Map<Long, Long> looks =
        world.calls(PLAYBACK).stream()
            .map(Call::listener)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    assertThat(looks).hasSize(100);
    assertThat(looks.values()).allMatch(count -> count >= 2 && count <= 6);
    assertThat(world.calls(HISTORY)).isNotEmpty();
  }

  @Test
  void aRestartIsNoStampede() {
    Instant overdue = BEGINNING.minusSeconds(600);
    for (long id = 0; id < 2000; id++) {
      world.states.saved.put(id, new PollState(id, Known.NOTHING, overdue, overdue));
    }
    world.start(PollOptions.withBudget(100_000)).join(LongStream.range(0, 2000).toArray()).pass(40);
    Map<Long, Long> perSecond =
        world.calls(PLAYBACK).stream()
            .collect(
                Collectors.groupingBy(call -> call.at().getEpochSecond(), Collectors.counting()));
    assertThat(world.calls(PLAYBACK)).hasSizeGreaterThanOrEqualTo(2000);
    assertThat(perSecond.values()).allMatch(count -> count < 150);
  }

  @Test
  void dueTimesOutliveARestart() {
    Instant later = BEGINNING.plusSeconds(100);
    world.states.saved.put(1L, new PollState(1, Known.NOTHING, later, later.plusSeconds(900)));
    world.start(PollOptions.withBudget(100)).join(1).pass(99);
    assertThat(world.spotify.calls).isEmpty();
    world.pass(2);
    assertThat(world.calls(PLAYBACK)).hasSize(1);
  }

  @Test
  void nobodyCallsAClosedClassBeforeItsTimeAndOneGoesAhead() {
    world.spotify.player =
        (call, n) ->
            world.seconds(call.at()) < 100
                ? new Answer.RateLimited<>(Duration.ofSeconds(2000), "QUOTA_EXCEEDED")
                : new Answer.NoContent<>();
    world.start(PollOptions.withBudget(1000)).join(LongStream.range(0, 50).toArray()).pass(5);
    assertThat(world.calls(PLAYBACK).size()).isLessThanOrEqualTo(32);
    assertThat(world.states.breakers).hasSize(1);
    assertThat(world.states.breakers.get(0).reason()).isEqualTo("QUOTA_EXCEEDED");
    world.spotify.calls.clear();
    world.spotify.latency = Duration.ofSeconds(1);
    world.pass(1990);
    assertThat(world.calls(PLAYBACK)).isEmpty();
    assertThat(world.calls(HISTORY)).isNotEmpty();
    world.pass(60);
    List<Call> after = world.calls(PLAYBACK);
    assertThat(after).hasSizeGreaterThan(40);
    assertThat(gap(after, 0)).isGreaterThanOrEqualTo(1.0);
  }

  @Test
  void aBreakerOutlivesARestart() {
    world.states.breakers.add(new Breaker(PLAYBACK, BEGINNING.plusSeconds(500), "QUOTA_EXCEEDED"));
    world.start(PollOptions.withBudget(100)).join(1, 2).pass(499);
    assertThat(world.calls(PLAYBACK)).isEmpty();
    world.pass(5);
    assertThat(world.calls(PLAYBACK)).hasSize(2);
    assertThat(
            world
                .meters
                .get("groundswell.poll.breaker.open")
                .tag("endpoint", "playback")
                .gauge()
                .value())
        .isZero();
  }

  @Test
  void aRefusedTokenIsReplacedOnce() {
    world.spotify.player =
        (call, n) ->
            call.token().equals("1.0") ? new Answer.Unauthorized<>() : new Answer.NoContent<>();
    world.start(PollOptions.withBudget(100)).join(1).pass(5);
    assertThat(world.calls(PLAYBACK)).extracting(Call::token).containsExactly("1.0", "1.1");
    assertThat(world.tokens.refused).containsExactly("1.0");
  }

  @Test
  void whoseTokensAreAllRefusedIsAskedEverMoreSeldom() {
    world.spotify.player = (call, n) -> new Answer.Unauthorized<>();
    world.start(PollOptions.withBudget(1000)).join(1).pass(3600);
    assertThat(world.calls(PLAYBACK)).hasSizeBetween(10, 40);
  }

  @Test
  void whoseConsentHasEndedIsNotPolled() {
    world.tokens.ended.add(1L);
    world.start(PollOptions.withBudget(100)).join(1, 2).pass(3600);
    assertThat(world.spotify.calls).isNotEmpty().allMatch(call -> call.listener() == 2);
  }

  @Test
  void afterAnOutageTheListOfPlaysIsReadSoon() {
    world.spotify.player =
        (call, n) ->
            world.seconds(call.at()) > 200 && world.seconds(call.at()) < 600
                ? new Answer.ServerError<>(503)
                : playing(TRACK, world.seconds(call.at()) % 185);
    world.start(PollOptions.withBudget(100)).join(1).pass(600);
    assertThat(world.calls(HISTORY)).hasSize(1);
    world.pass(300);
    assertThat(world.calls(HISTORY)).hasSize(2);
  }

  @Test
  void whoLeavesIsNotPolled() {
    world.start(PollOptions.withBudget(100)).join(1, 2).pass(10);
    world.roster.onNext(new Roster.Left(1));
    world.pass(0);
    world.spotify.calls.clear();
    world.pass(3600);
    assertThat(world.spotify.calls).isNotEmpty().allMatch(call -> call.listener() == 2);
  }

  @Test
  void withoutTheScopeOfThePlayerWhatIsPlayingIsAsked() {
    world.spotify.player =
        (call, n) -> call.narrow() ? playing(TRACK, 1) : new Answer.Forbidden<>("scope");
    world.start(PollOptions.withBudget(100)).join(1).pass(40);
    assertThat(world.calls(PLAYBACK)).extracting(Call::narrow).containsExactly(false, true, true);
  }

  @Test
  void oneWhoseAnswersFailDoesNotDelayOthers() {
    world.spotify.player =
        (call, n) ->
            call.listener() == 1
                ? new Answer.ServerError<>(502)
                : playing(track("long", 7200), world.seconds(call.at()));
    world.start(PollOptions.withBudget(1000)).join(1, 2).pass(600);
    long failing = world.calls(PLAYBACK).stream().filter(call -> call.listener() == 1).count();
    long fine = world.calls(PLAYBACK).stream().filter(call -> call.listener() == 2).count();
    assertThat(failing).isLessThan(12);
    assertThat(fine).isGreaterThanOrEqualTo(19);
  }

  @Test
  void aListenerKeepsTheirPlaceWhileTheLedgerIsAway() {
    world.spotify.player = (call, n) -> playing(TRACK, world.seconds(call.at()) % 185);
    world.ledger.away = new LedgerUnavailableException("away", new RuntimeException());
    world.start(PollOptions.withBudget(100)).join(1).pass(60);
    assertThat(world.ledger.offers).isGreaterThan(1);
    Known before = world.states.saved.get(1L).known();
    assertThat(before.play().revision()).isZero();
    world.pass(600);
    assertThat(world.states.saved.get(1L).known()).isEqualTo(before);
    assertThat(world.ledger.offers).isLessThan(15);
    world.ledger.away = null;
    world.pass(700);
    assertThat(world.ledger.sightings.get(0).countedAt()).isEqualTo(BEGINNING.plusMillis(30_020));
    assertThat(world.states.saved.get(1L).known().play()).isNotNull();
    assertThat(world.meters.get("groundswell.poll.owing").gauge().value()).isZero();
  }

  @Test
  void sightingsThatTheLedgerWillNeverTakeDoNotBlockTheirListener() {
    world.spotify.player = (call, n) -> playing(TRACK, world.seconds(call.at()) % 185);
    world.ledger.away = new IllegalArgumentException("no such thing");
    world.start(PollOptions.withBudget(100)).join(1).pass(300);
    world.ledger.away = null;
    world.pass(600);
    assertThat(world.ledger.sightings).isNotEmpty();
    assertThat(world.meters.get("groundswell.poll.sightings.refused").counter().count())
        .isPositive();
  }

  @Test
  void aPlayThatIsToldWhenFirstSeenKeepsItsNameAfterACrash() {
    world.spotify.player = (call, n) -> playing(track("o", 7200), 100 + world.seconds(call.at()));
    world.start(PollOptions.withBudget(100)).join(1).pass(0.5);
    String name = world.ledger.sightings.get(0).observation();
    PollState crashed = world.states.saved.get(1L);
    assertThat(crashed.known().play().revision()).isZero();

    PollingFixture after = new PollingFixture();
    after.pass(7.4);
    after.states.saved.put(1L, crashed);
    after.spotify.player = (call, n) -> playing(track("o", 7200), 100.7 + after.seconds(call.at()));
    after.start(PollOptions.withBudget(100)).join(1).pass(300);
    assertThat(after.ledger.sightings)
        .isNotEmpty()
        .allMatch(sighting -> sighting.observation().equals(name));
  }

  @Test
  void whileStatesAreNotSavedNothingIsGivenUp() {
    world.spotify.player = (call, n) -> playing(track("o", 7200), 100 + world.seconds(call.at()));
    world.states.away = true;
    world.start(PollOptions.withBudget(100)).join(1).pass(3600);
    assertThat(world.ledger.sightings).isEmpty();
    world.states.away = false;
    world.pass(700);
    assertThat(world.ledger.sightings.get(0).startedAt())
        .isBetween(BEGINNING.minusSeconds(100), BEGINNING.minusSeconds(99));
  }

  @Test
  void statesAreSavedTogether() {
    world.start(PollOptions.withBudget(1000)).join(LongStream.range(0, 300).toArray()).pass(3);
    assertThat(world.states.saved).hasSize(300);
    assertThat(world.states.statements).isLessThan(5);
  }

  @Test
  void whatIsKnownIsSavedWhenThePollerStops() {
    world.start(PollOptions.withBudget(100)).join(1).pass(0.5);
    assertThat(world.states.saved).isEmpty();
    world.poller.stop().subscribe();
    world.pass(0);
    assertThat(world.states.saved).hasSize(1);
    world.spotify.calls.clear();
    world.pass(3600);
    assertThat(world.spotify.calls).isEmpty();
  }

  @Test
  void whatIsPlayingIsToldAndThatItEnded() {
    world.spotify.player =
        (call, n) -> world.seconds(call.at()) < 40 ? playing(TRACK, 5) : new Answer.NoContent<>();
    world.start(PollOptions.withBudget(100)).join(1).pass(120);
    assertThat(world.now.get(0).recording()).isEqualTo(7);
    assertThat(world.now.get(0).listener()).isEqualTo(1001);
    assertThat(world.now.get(0).trends()).isTrue();
    long end = world.now.get(0).observedAt() + 180_000;
    assertThat(world.now.get(0).expiresAt()).isEqualTo(end + 60_000);
    assertThat(world.now.get(world.now.size() - 1).recording()).isZero();
    assertThat(world.now.stream().filter(state -> state.recording() == 0)).hasSize(1);
  }

  @Test
  void aGapInTheListOfPlaysIsNoted() {
    world.spotify.history =
        (call, n) -> {
          List<PlayHistory.Item> items = new ArrayList<>();
          for (int i = 0; i < 50; i++) {
            items.add(new PlayHistory.Item(TRACK, call.at().minusSeconds(1000 + i)));
          }
          return new Answer.Ok<>(new PlayHistory(items, true, Map.of("no_id", 2), null));
        };
    world.start(PollOptions.withBudget(100)).join(1).pass(2400);
    assertThat(world.states.gaps).isNotEmpty();
    assertThat(world.ledger.sightings).hasSize(world.calls(HISTORY).size() * 50);
    assertThat(world.meters.get("groundswell.poll.items.skipped").counter().count()).isPositive();
  }

  private double gap(List<Call> calls, int first) {
    return Duration.between(calls.get(first).at(), calls.get(first + 1).at()).toMillis() / 1000.0;
  }
}
