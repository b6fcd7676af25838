package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;

/** Whose listeners a database holds, simulated or real ones: settled by its first start. */
public final class Installation {
  /**
   * A catalogue from before there was such a row says it itself: covers of simulated music are
   * served on this machine.
   */
  private static final String SETTLE =
      """
      insert into installation (simulated)
      select case when exists (select from recording)
        then exists (select from recording where image like 'http://127.0.0.1%')
        else $1::boolean end
      where not exists (select from installation)
      on conflict do nothing""";

  private static final String READ = "select simulated from installation";

  private final Pool pool;

  public Installation(Pool pool) {
    this.pool = pool;
  }

  /**
   * Whether the listeners in here are simulated; of several servers that start at once the first
   * settles it.
   *
   * @param simulatedNow whether they are from now on, should nothing be in here yet
   */
  public Single<Boolean> simulated(boolean simulatedNow) {
    return pool.preparedQuery(SETTLE)
        .rxExecute(Tuple.of(simulatedNow))
        .flatMap(settled -> pool.query(READ).rxExecute())
        .map(rows -> rows.iterator().next().getBoolean(0));
  }
}
