package dev.groundswell.server.poll;

import dev.groundswell.server.lease.Duty;
import dev.groundswell.server.lease.ShardLeases;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;

/** The leases of polling in PostgreSQL's table {@code poll_lease}. */
public final class PgPollLeases implements PollLeases {
  private final ShardLeases leases;

  /**
   * @param server a name that no other server has, and no earlier run of this one
   * @param length how long the listeners of a dead server stay with it
   */
  public PgPollLeases(Pool pool, Clock clock, String server, Duration length) {
    this.leases = new ShardLeases(pool, clock, Duty.POLLING, server, length);
  }

  @Override
  public Single<Set<Integer>> renew() {
    return leases.renew();
  }

  @Override
  public Completable release() {
    return leases.release();
  }
}
