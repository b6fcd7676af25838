package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.Instant;
import java.util.List;

/** Where calls of Spotify are counted for the whole developer account, across restarts. */
public interface CallCounts {

  /**
   * Calls of one class of endpoints in one minute.
   *
   * @param minute its beginning
   */
  record Count(EndpointClass endpoint, Instant minute, int calls) {}

  /** What all servers together have counted since then. */
  Single<List<Count>> since(Instant from);

  /** Adds to what is there, and forgets what is older than {@code forgetBefore}. */
  Completable add(List<Count> counts, Instant forgetBefore);
}
