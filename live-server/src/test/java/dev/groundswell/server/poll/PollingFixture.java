package dev.groundswell.server.poll;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.PlayHistory;
import dev.groundswell.server.spotify.Playback;
import dev.groundswell.server.spotify.Profile;
import dev.groundswell.server.spotify.SpotifyApi;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A poller in virtual time with everything around it in memory; a token is the listener's number.
 */
final class PollingFixture {
  static final Instant BEGINNING = Instant.parse("2026-11-22T06:00:00Z");

  final TestScheduler scheduler = new TestScheduler();
  final Clock clock = new SchedulerClock();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final PublishProcessor<Roster.Event> roster = PublishProcessor.create();
  final Spotify spotify = new Spotify();
  final Tokens tokens = new Tokens();
  final Standings standings = new Standings();
  final Ledger ledger = new Ledger();
  final States states = new States();
  final MemoryCounts counts = new MemoryCounts();
  final MemoryLeases leases = new MemoryLeases();
  final List<NowPlaying> now = new ArrayList<>();
  long[] everybody = {};
  Poller poller;

  /** One call of Spotify. */
  record Call(Instant at, EndpointClass endpoint, boolean narrow, String token) {
    long listener() {
      return Long.parseLong(token.split("\\.")[0]);
    }
  }

  PollingFixture() {
    scheduler.advanceTimeTo(BEGINNING.toEpochMilli(), TimeUnit.MILLISECONDS);
  }

  /** Everybody, then whom the test adds. */
  private Flowable<Roster.Event> roster() {
    return Flowable.fromStream(Arrays.stream(everybody).mapToObj(PollingFixture::joined))
        .cast(Roster.Event.class)
        .concatWith(Flowable.just(new Roster.Listed()))
        .concatWith(roster.onBackpressureBuffer());
  }

  private static Roster.Joined joined(long id) {
    return new Roster.Joined(id, id * 1001, true);
  }

  PollingFixture start(PollOptions options) {
    poller =
        new Poller(
            new Poller.Ports(
                this::roster,
                tokens,
                standings,
                spotify,
                ledger,
                states,
                counts,
                leases,
                track -> Maybe.just(new Recordings.Known(7, List.of(), 0)),
                now::add),
            options,
            scheduler,
            clock,
            new SplittableRandom(1),
            meters);
    poller.start().subscribe();
    pass(0);
    return this;
  }

  /** The value of a gauge; {@code tags} as name, value, name, value. */
  double gauge(String name, String... tags) {
    return meters.get("groundswell.poll." + name).tags(tags).gauge().value();
  }

  PollingFixture join(long... listeners) {
    for (long id : listeners) {
      roster.onNext(joined(id));
    }
    return this;
  }

  PollingFixture pass(double seconds) {
    scheduler.advanceTimeBy(Math.round(seconds * 1000), TimeUnit.MILLISECONDS);
    return this;
  }

  double seconds(Instant instant) {
    return Duration.between(BEGINNING, instant).toMillis() / 1000.0;
  }

  List<Call> calls(EndpointClass endpoint) {
    return spotify.calls.stream().filter(call -> call.endpoint() == endpoint).toList();
  }

  static PlayedTrack track(String id, int seconds) {
    return new PlayedTrack(
        id, null, id, List.of(), null, Duration.ofSeconds(seconds), null, null, null, null);
  }

  static Answer<Playback> playing(PlayedTrack track, double progress) {
    return new Answer.Ok<>(
        new Playback(
            Playback.Type.TRACK,
            track,
            Duration.ofMillis(Math.round(progress * 1000)),
            true,
            null,
            false,
            false));
  }

  /** Spotify, as a function of the call; idle and with no history unless told otherwise. */
  final class Spotify implements SpotifyApi {
    final List<Call> calls = new ArrayList<>();
    Duration latency = Duration.ofMillis(20);
    Function<Call, Duration> delay = call -> latency;
    int inFlight;
    int mostInFlight;
    BiFunction<Call, Integer, Answer<Playback>> player = (call, n) -> new Answer.NoContent<>();
    BiFunction<Call, Integer, Answer<PlayHistory>> history =
        (call, n) -> new Answer.Ok<>(new PlayHistory(List.of(), false, Map.of(), null));

    @Override
    public Single<Answer<Playback>> playbackState(String token) {
      return answer(new Call(clock.instant(), EndpointClass.PLAYBACK, false, token), player);
    }

    @Override
    public Single<Answer<Playback>> currentlyPlaying(String token) {
      return answer(new Call(clock.instant(), EndpointClass.PLAYBACK, true, token), player);
    }

    @Override
    public Single<Answer<PlayHistory>> recentlyPlayed(String token, @Nullable Instant before) {
      return answer(new Call(clock.instant(), EndpointClass.HISTORY, false, token), history);
    }

    @Override
    public Single<Answer<Profile>> me(String token) {
      throw new AssertionError("the poller needs no profile");
    }

    private <T> Single<Answer<T>> answer(Call call, BiFunction<Call, Integer, Answer<T>> answers) {
      calls.add(call);
      mostInFlight = Math.max(mostInFlight, ++inFlight);
      int n = calls.size();
      return Single.timer(delay.apply(call).toMillis(), TimeUnit.MILLISECONDS, scheduler)
          .map(tick -> answers.apply(call, n))
          .doFinally(() -> inFlight--);
    }
  }

  /** Gives {@code id.0}, after the first refusal {@code id.1} and so on. */
  final class Tokens implements AccessTokens {
    Function<Long, Duration> delay = id -> Duration.ZERO;
    final Map<Long, Integer> generation = new HashMap<>();
    final List<String> refused = new ArrayList<>();
    final List<Long> ended = new ArrayList<>();
    int asked;

    /** Until when no token can be had. */
    Instant closedUntil = Instant.MIN;

    @Override
    public Single<String> current(long id) {
      asked++;
      if (clock.instant().isBefore(closedUntil)) {
        return Single.error(new ClosedException(EndpointClass.TOKENS, closedUntil));
      }
      return ended.contains(id)
          ? Single.error(new ConsentEndedException("over"))
          : Single.just(id + "." + generation.getOrDefault(id, 0))
              .delay(delay.apply(id).toMillis(), TimeUnit.MILLISECONDS, scheduler);
    }

    @Override
    public Single<String> afterRefusal(long id, String token) {
      refused.add(token);
      generation.merge(id, 1, Integer::sum);
      return current(id);
    }
  }

  /** What was kept of whom Spotify refuses, in order. */
  static final class Standings implements Standing {
    final List<String> kept = new ArrayList<>();
    boolean away;

    @Override
    public Completable refused(long id) {
      return keep("refused " + id);
    }

    @Override
    public Completable admitted(long id) {
      return keep("admitted " + id);
    }

    private Completable keep(String word) {
      if (away) {
        return Completable.error(new IllegalStateException("away"));
      }
      kept.add(word);
      return Completable.complete();
    }
  }

  /** Keeps what it is given, unless told to be away. */
  static final class Ledger implements PlayLedger {
    final List<Sighting> sightings = new ArrayList<>();
    @Nullable RuntimeException away;
    int offers;

    @Override
    public Completable record(List<Sighting> offered) {
      offers++;
      if (away != null) {
        return Completable.error(away);
      }
      sightings.addAll(offered);
      return Completable.complete();
    }
  }

  /** Poll states in memory. */
  static final class States implements PollStates {
    final Map<Long, PollState> saved = new HashMap<>();
    final List<Breaker> breakers = new ArrayList<>();
    final List<Outcome.Gap> gaps = new ArrayList<>();
    int statements;
    boolean away;

    @Override
    public Single<Map<Long, PollState>> load(List<Long> ids) {
      Map<Long, PollState> found = new HashMap<>(saved);
      found.keySet().retainAll(ids);
      return Single.just(found);
    }

    @Override
    public Completable save(List<PollState> states) {
      statements++;
      if (away) {
        return Completable.error(new IllegalStateException("away"));
      }
      states.forEach(state -> saved.put(state.listenerId(), state));
      return Completable.complete();
    }

    @Override
    public Single<List<Breaker>> breakers() {
      return Single.just(List.copyOf(breakers));
    }

    @Override
    public Completable keep(Breaker breaker) {
      breakers.removeIf(other -> other.endpoint() == breaker.endpoint());
      breakers.add(breaker);
      return Completable.complete();
    }

    @Override
    public Completable note(long listenerId, Outcome.Gap gap, Instant foundAt) {
      gaps.add(gap);
      return Completable.complete();
    }
  }

  /** The scheduler's time as a clock. */
  private final class SchedulerClock extends Clock {
    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(scheduler.now(TimeUnit.MILLISECONDS));
    }
  }
}
