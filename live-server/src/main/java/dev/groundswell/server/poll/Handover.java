package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.server.ledger.Sighting;
import io.reactivex.rxjava3.core.Completable;
import java.time.Clock;
import java.util.List;

/**
 * Hands what was concluded to the ledger, in an order that survives a crash anywhere in it.
 *
 * <p>An observation is named by its START, and START is concluded from one look: after a crash
 * another look might conclude another second, and one play would be two. So the state that holds
 * START is saved before an observation is told for the first time, unless it was saved long ago,
 * which it mostly was. What else is to be told goes before that save, since it would be forgotten
 * with it.
 */
final class Handover {
  private final PlayLedger ledger;
  private final PollStates states;
  private final Clock clock;

  Handover(PlayLedger ledger, PollStates states, Clock clock) {
    this.ledger = ledger;
    this.states = states;
    this.clock = clock;
  }

  /** Completes when everything in the outcome has been acknowledged; safe to repeat. */
  Completable hand(Polled listener, Outcome outcome) {
    List<PlayDraft> unnamed =
        outcome.drafts().stream()
            .filter(draft -> isUnnamed(draft, listener.known, outcome))
            .toList();
    List<PlayDraft> others =
        outcome.drafts().stream().filter(draft -> !unnamed.contains(draft)).toList();
    Completable handed = record(listener, others);
    if (!unnamed.isEmpty()) {
      handed = handed.andThen(stored(name(listener, outcome))).andThen(record(listener, unnamed));
    }
    return handed.andThen(stored(note(listener, outcome)));
  }

  /** Whether START of a play that goes on is told in the look in which it was concluded. */
  private static boolean isUnnamed(PlayDraft draft, Known before, Outcome outcome) {
    PlayUnderway now = outcome.next().play();
    PlayUnderway then = before.play();
    return draft.kind() == Sighting.Kind.LIVE
        && now != null
        && draft.startedAt().equals(now.startedAt())
        && (then == null || !draft.startedAt().equals(then.startedAt()));
  }

  /** States lie in the ledger's database: that they are not taken says nothing of the sightings. */
  private static Completable stored(Completable saving) {
    return saving.onErrorResumeNext(
        e -> Completable.error(new LedgerUnavailableException("poll states are not saved", e)));
  }

  private Completable name(Polled listener, Outcome outcome) {
    return Completable.defer(
        () ->
            states.save(
                List.of(
                    new PollState(
                        listener.id(),
                        outcome.next().untold(),
                        listener.nextPoll,
                        listener.nextHistory))));
  }

  private Completable record(Polled listener, List<PlayDraft> drafts) {
    return drafts.isEmpty()
        ? Completable.complete()
        : Completable.defer(
            () -> ledger.record(drafts.stream().map(draft -> draft.of(listener.id())).toList()));
  }

  private Completable note(Polled listener, Outcome outcome) {
    return Completable.concat(
        outcome.gaps().stream()
            .map(gap -> Completable.defer(() -> states.note(listener.id(), gap, clock.instant())))
            .toList());
  }
}
