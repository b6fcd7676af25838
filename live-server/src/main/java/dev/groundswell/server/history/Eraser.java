package dev.groundswell.server.history;

import dev.groundswell.server.ledger.Receipt;
import io.reactivex.rxjava3.core.Single;

/** Erases a listener: first the key that makes their secrets readable, then all the rest. */
public interface Eraser {

  /**
   * Answers once the erase is irrevocable; what is left of it goes on by itself.
   *
   * @return {@link java.util.NoSuchElementException} where there is no such listener
   */
  Single<Receipt> erase(long listenerId);
}
