package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.server.spotify.SpotifyApi;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.CompositeDisposable;
import java.time.Clock;
import java.util.random.RandomGenerator;

/**
 * Polls everyone on the roster, each when something is to be expected of their player.
 *
 * <p>All state is confined to one scheduler, and nothing there waits. {@link Shift} says which
 * shards this server polls, {@link Attendance} who of them is there, {@link Turns} whose turn it
 * is, {@link Politeness} whether Spotify may be asked; {@link Visits} is a turn itself. A crash
 * anywhere repeats a poll and loses nothing.
 */
public final class Poller {

  /** Everything the poller asks or tells. */
  public record Ports(
      Roster roster,
      AccessTokens tokens,
      Standing standing,
      SpotifyApi spotify,
      PlayLedger ledger,
      PollStates states,
      CallCounts counts,
      PollLeases leases,
      Recordings recordings,
      NowPlayings now) {}

  private final PollOptions options;
  private final Scheduler scheduler;
  private final Scheduler.Worker worker;
  private final Clock clock;
  private final Pacing pacing;
  private final Politeness politeness;
  private final PollMeters meters;
  private final StateSaver saver;
  private final Turns turns;
  private final Attendance attendance;
  private final Visits visits;
  private final Shift shift;
  private final CompositeDisposable running = new CompositeDisposable();

  /**
   * A poller that is not yet started.
   *
   * @param scheduler of one thread, such as that of an event-loop context
   */
  public Poller(
      Ports ports,
      PollOptions options,
      Scheduler scheduler,
      Clock clock,
      RandomGenerator random,
      MeterRegistry registry) {
    this.options = options;
    this.scheduler = scheduler;
    this.worker = scheduler.createWorker();
    this.clock = clock;
    pacing = new Pacing(options, random);
    politeness = Politeness.of(options, random);
    meters = new PollMeters(registry);
    saver = new StateSaver(ports.states(), scheduler, worker, options.saveEvery(), pacing);
    turns = new Turns(options, clock, worker, politeness, meters, this::visit, this::offer);
    NowTeller teller = new NowTeller(ports.recordings(), ports.now(), running);
    attendance =
        new Attendance(ports, scheduler, worker, clock, pacing, politeness, turns, meters, teller);
    visits =
        new Visits(
            ports,
            options,
            scheduler,
            clock,
            pacing,
            politeness,
            turns,
            meters,
            saver,
            teller,
            listener -> attendance.leave(listener, "consent_ended"),
            running);
    shift = new Shift(ports, options, scheduler, clock, politeness, attendance, turns, meters);
  }

  private void visit(Polled listener, EndpointClass endpoint, boolean probe) {
    visits.begin(listener, endpoint, probe);
  }

  private void offer(Polled listener) {
    visits.offer(listener);
  }

  /** Begins to poll; completes once it is known what Spotify has said before. */
  public Completable start() {
    return shift
        .recall()
        .retryWhen(errors -> pacing.slowly(errors, scheduler))
        .observeOn(scheduler)
        .andThen(Completable.fromAction(() -> running.add(shift.start())));
  }

  /** Stops polling at once; completes once everything known has been saved. */
  public Completable stop() {
    return Completable.fromAction(
            () -> {
              running.dispose();
              attendance.stop();
              worker.dispose();
            })
        .subscribeOn(scheduler)
        .andThen(saver.saveRest())
        .andThen(shift.end());
  }

  /** How polling stands now. */
  public Single<PollView> view() {
    return Single.fromCallable(
            () ->
                PollView.of(
                    options, attendance.shards(), politeness, turns, meters, clock.instant()))
        .subscribeOn(scheduler);
  }
}
