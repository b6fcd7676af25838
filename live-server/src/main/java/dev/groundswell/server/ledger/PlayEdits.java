package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.ZoneId;

/**
 * What a listener may do to their plays. Fails with {@link LedgerUnavailableException} where the
 * ledger is away; nothing was done then.
 */
public interface PlayEdits {

  /**
   * Deletes a play; it stays deleted, whatever source tells of it later.
   *
   * @return false where the listener has no such play
   */
  Single<Boolean> deletePlay(long listenerId, String playPublicId);

  /** Joins the listener's plays to public figures, or withdraws them. */
  Completable setTrends(long listenerId, boolean joined);

  /** Keeps by which clock the listener lives, and moves their plays to its hours. */
  Completable setZone(long listenerId, ZoneId zone);
}
