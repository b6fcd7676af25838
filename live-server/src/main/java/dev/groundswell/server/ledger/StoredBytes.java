package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;

/**
 * Files outside PostgreSQL in which what was deleted may still lie: Redis's log of writes, older
 * checkpoints of the jobs. Whoever runs these parts knows how to be rid of it.
 */
@FunctionalInterface
public interface StoredBytes {

  /** Completes when these files hold nothing any more that was deleted before the call. */
  Completable rewrite();

  /** Nothing of this kind is in our hands. */
  static StoredBytes none() {
    return Completable::complete;
  }
}
