package dev.groundswell.server.ops;

import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;

/** Whether PostgreSQL answers; without it nothing can be written, nor the ledger be read. */
public final class DatabaseCheck implements HealthCheck {
  private final Pool pool;

  public DatabaseCheck(Pool pool) {
    this.pool = pool;
  }

  @Override
  public Single<Part> check() {
    return pool.query("select 1").rxExecute().map(rows -> Part.up());
  }
}
