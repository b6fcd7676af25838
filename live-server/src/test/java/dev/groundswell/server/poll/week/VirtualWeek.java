package dev.groundswell.server.poll.week;

import dev.groundswell.server.ledger.MemoryLedger;
import dev.groundswell.server.poll.AccessTokens;
import dev.groundswell.server.poll.Breaker;
import dev.groundswell.server.poll.MemoryCounts;
import dev.groundswell.server.poll.MemoryLeases;
import dev.groundswell.server.poll.Outcome;
import dev.groundswell.server.poll.PollOptions;
import dev.groundswell.server.poll.PollState;
import dev.groundswell.server.poll.PollStates;
import dev.groundswell.server.poll.Poller;
import dev.groundswell.server.poll.Recordings;
import dev.groundswell.server.poll.Roster;
import dev.groundswell.server.poll.Standing;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.listening.Listening;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.Disturbances;
import dev.groundswell.simulator.shown.Shown;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Some days of some listeners in virtual time, with a server that is killed now and then.
 *
 * <p>What outlives a kill is the ledger, the saved states, and nothing else. After the days the
 * server runs on for as long as the list of plays may lag, so that the last plays have their
 * chance.
 */
final class VirtualWeek {
  static final Instant BEGINNING = Instant.parse("2026-11-09T00:00:00Z");

  /** Longer than any play is held back from the list of plays. */
  static final Duration AFTERWARDS = Duration.ofHours(9);

  /**
   * What a week is made of.
   *
   * @param kills how often on average the server is killed in a day
   * @param failing the share of calls that fail
   */
  record Plan(
      long seed,
      int listeners,
      Duration length,
      Disturbances disturbances,
      double kills,
      double failing,
      PollOptions options) {

    static Plan withEverything(long seed, int listeners, int days) {
      return new Plan(
          seed,
          listeners,
          Duration.ofDays(days),
          Disturbances.ALL,
          2,
          0.005,
          PollOptions.withBudget(10_000));
    }

    Instant end() {
      return BEGINNING.plus(length);
    }
  }

  final Plan plan;
  final Population population;
  final Shown shown;
  final MemoryLedger ledger = new MemoryLedger();
  final SavedStates saved = new SavedStates();
  final Testimony testimony = new Testimony();
  private final MemoryCounts counts = new MemoryCounts();
  int kills;
  private final SplittableRandom random;

  VirtualWeek(Plan plan, Catalogue catalogue) {
    this.plan = plan;
    this.random = new SplittableRandom(plan.seed());
    this.population = Population.of(plan.seed(), plan.listeners(), catalogue);
    this.shown = new Shown(plan.seed(), new Listening(plan.seed(), catalogue), plan.disturbances());
  }

  VirtualWeek run() {
    Instant end = plan.end().plus(AFTERWARDS);
    Instant start = BEGINNING;
    while (start.isBefore(end)) {
      Life life = new Life(start, moment(), start.plus(lifetime()));
      start(life);
      life.liveUntil(end);
      if (life.killedAt().isBefore(end)) {
        kills++;
        testimony.killed(life.killedAt());
      }
      Instant killedAt = life.instant();
      start = killedAt.plus(downtime());
    }
    return this;
  }

  private Life.Moment moment() {
    Life.Moment[] moments = Life.Moment.values();
    return moments[random.nextInt(moments.length)];
  }

  private Duration lifetime() {
    if (plan.kills() == 0) {
      return Duration.ofDays(365);
    }
    double days = -Math.log(1 - random.nextDouble()) / plan.kills();
    return Duration.ofMillis((long) (days * Duration.ofDays(1).toMillis()));
  }

  /** Mostly a restart, sometimes a longer absence, now and then half a night. */
  private Duration downtime() {
    double kind = random.nextDouble();
    double seconds = kind < 0.6 ? 3 + 40 * random.nextDouble() : 1_800 * random.nextDouble();
    return Duration.ofMillis(
        (long) (1_000 * (kind < 0.9 ? seconds : 3_600 + 18_000 * random.nextDouble())));
  }

  private void start(Life life) {
    Poller.Ports ports =
        new Poller.Ports(
            this::everybody,
            tokens(),
            nobodyRefused(),
            new ShownSpotify(shown, population, life, testimony, random.split(), plan.failing()),
            sightings ->
                life.storing(
                    ledger.record(sightings),
                    Life.Moment.BEFORE_THE_LEDGER_STORES,
                    Life.Moment.AFTER_THE_LEDGER_STORED,
                    3),
            states(life),
            counts,
            new MemoryLeases(),
            track -> Maybe.just(new Recordings.Known(1, List.of(), 0)),
            now -> {});
    var unused =
        new Poller(
                ports,
                plan.options(),
                life.scheduler,
                life,
                random.split(),
                new SimpleMeterRegistry())
            .start()
            .subscribe();
  }

  private Flowable<Roster.Event> everybody() {
    return Flowable.<Listener>fromIterable(population.listeners())
        .<Roster.Event>map(one -> new Roster.Joined(one.number(), one.number(), true))
        .concatWith(Flowable.just(new Roster.Listed()))
        .concatWith(Flowable.never());
  }

  private static Standing nobodyRefused() {
    return new Standing() {
      @Override
      public Completable refused(long listenerId) {
        throw new AssertionError("nobody is refused");
      }

      @Override
      public Completable admitted(long listenerId) {
        throw new AssertionError("nobody was refused");
      }
    };
  }

  private static AccessTokens tokens() {
    return new AccessTokens() {
      @Override
      public Single<String> current(long listenerId) {
        return Single.just(Long.toString(listenerId));
      }

      @Override
      public Single<String> afterRefusal(long listenerId, String refused) {
        throw new AssertionError("no token was refused");
      }
    };
  }

  private PollStates states(Life life) {
    return new PollStates() {
      @Override
      public Single<Map<Long, PollState>> load(List<Long> ids) {
        return Single.fromCallable(() -> saved.load(ids));
      }

      @Override
      public Completable save(List<PollState> states) {
        return storing(() -> saved.save(states));
      }

      @Override
      public Single<List<Breaker>> breakers() {
        return Single.just(List.of());
      }

      @Override
      public Completable keep(Breaker breaker) {
        throw new AssertionError("Spotify has limited nobody");
      }

      @Override
      public Completable note(long listenerId, Outcome.Gap gap, Instant foundAt) {
        return storing(() -> saved.note(listenerId, gap));
      }

      private Completable storing(Runnable store) {
        return life.storing(
            Completable.fromRunnable(store),
            Life.Moment.BEFORE_THE_LEDGER_STORES,
            Life.Moment.AFTER_STATES_WERE_SAVED,
            2);
      }
    };
  }
}
