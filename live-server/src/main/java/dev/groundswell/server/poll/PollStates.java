package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Where polling keeps what must outlive a restart. */
public interface PollStates {

  /** The states of those among the listeners who have been polled before. */
  Single<Map<Long, PollState>> load(List<Long> listenerIds);

  /**
   * Saves many states in one statement; those of listeners who are gone, or polled by another
   * server, are left out.
   */
  Completable save(List<PollState> states);

  /** All breakers, also those whose time is over. */
  Single<List<Breaker>> breakers();

  /** Saves a breaker; an earlier one of its class is replaced where it ends sooner. */
  Completable keep(Breaker breaker);

  /** Notes a time of which plays are missing. */
  Completable note(long listenerId, Outcome.Gap gap, Instant foundAt);
}
