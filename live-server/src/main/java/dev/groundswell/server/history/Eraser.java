package dev.groundswell.server.history;

import io.reactivex.rxjava3.core.Single;
import java.time.Instant;

/** Erases a listener: first the key that makes their secrets readable, then all the rest. */
public interface Eraser {

  /** The erasure as it was begun; what is left of it goes on by itself. */
  Single<Erasure> erase(long listenerId);

  /**
   * @param receipt by which the erasure can be looked up; tells nothing of the person
   */
  record Erasure(String receipt, Instant requestedAt) {}
}
