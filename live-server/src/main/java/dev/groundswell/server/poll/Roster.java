package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Flowable;

/** Who is to be polled; the account stage tells. */
public interface Roster {

  /**
   * Everyone connected now, then everyone who joins or leaves, for as long as it is listened to.
   */
  Flowable<Event> events();

  /** A listener joins or leaves the roster. */
  sealed interface Event {
    long listenerId();
  }

  /**
   * Someone connected their account, or signed in again.
   *
   * @param key the listener's random key, as streams know them
   */
  record Joined(long listenerId, long key, boolean trends) implements Event {}

  /** Someone's consent ended, or they left. */
  record Left(long listenerId) implements Event {}
}
