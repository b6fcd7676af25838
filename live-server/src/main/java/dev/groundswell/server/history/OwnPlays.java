package dev.groundswell.server.history;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A listener's plays, as the ledger has them. */
public interface OwnPlays {

  /**
   * The newest plays, newest first.
   *
   * @param limit at most so many
   * @param before what a page gave as {@code next}, null for the newest
   * @return a 400 problem about {@code before} where it is no such word
   */
  Single<PlaysPage> page(long listenerId, int limit, @Nullable String before);

  /**
   * Deletes a play for good: it does not come back when a source tells of it again.
   *
   * @return false where the listener has no such play
   */
  Single<Boolean> delete(long listenerId, String playId);

  /** Keeps in which time zone a listener counts their days; their plays move to its hours. */
  Completable changeZone(long listenerId, ZoneId zone);
}
