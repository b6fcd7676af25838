package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import java.util.Collection;

/** What has been published of the ledger's changes; the relay's side of an erase. */
public interface PublishedChanges {

  /**
   * Takes changes out of a shard's stream.
   *
   * <p>Completes when everything up to {@code through} has been published and none of {@code seqs}
   * is there any more, also where one was being published just now; fails where that cannot be said
   * within half a minute.
   */
  Completable forget(int shard, Collection<Long> seqs, long through);

  /** Takes what was published of what a listener hears at the moment out of a shard's stream. */
  Completable forgetNow(int shard, long listener);
}
