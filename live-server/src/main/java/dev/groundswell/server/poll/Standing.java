package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;

/** Where it is kept whether Spotify lets this app have a listener; the account stage keeps it. */
public interface Standing {

  /** Spotify refuses the listener (403). They stay on the roster and are asked now and then. */
  Completable refused(long listenerId);

  /** Spotify lets this app have the listener after all. */
  Completable admitted(long listenerId);
}
