package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Flowable;

/** Who is to be polled; the account stage tells. */
public interface Roster {

  /**
   * Everyone connected now, then {@link Listed}, then everyone who joins or leaves here, for as
   * long as it is listened to. Who joins or leaves at another server is seen by listening anew.
   */
  Flowable<Event> events();

  /** What the roster tells. */
  sealed interface Event {}

  /**
   * Someone is connected, has connected their account, or signed in again.
   *
   * @param key the listener's random key, as streams know them
   * @param refused whether Spotify did not let this app have them when last asked
   */
  record Joined(long listenerId, long key, boolean trends, boolean refused) implements Event {

    /** Somebody of whom nothing is known but good. */
    public Joined(long listenerId, long key, boolean trends) {
      this(listenerId, key, trends, false);
    }
  }

  /** Someone's consent ended, or they left. */
  record Left(long listenerId) implements Event {}

  /** Everyone who was connected has been told. */
  record Listed() implements Event {}
}
