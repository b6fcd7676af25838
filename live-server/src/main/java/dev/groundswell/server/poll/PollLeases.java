package dev.groundswell.server.poll;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.util.Set;

/** Which shards of listeners this server polls, so that several servers poll nobody twice. */
public interface PollLeases {

  /** Renews, lets go of more than a fair share, takes what nobody holds; answers what is held. */
  Single<Set<Integer>> renew();

  /** Lets go of everything, so that others need not wait. */
  Completable release();
}
