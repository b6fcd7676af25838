package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.core.Vertx;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Brings the ledger's schema to this build's version.
 *
 * <p>Several servers may start at once: one migrates, the others wait for it. Runs on a worker
 * thread, since it waits for the database.
 */
public final class Migrations {
  private static final int CONNECT_RETRIES = 10;

  private final Vertx vertx;
  private final PgConnectOptions database;

  public Migrations(Vertx vertx, PgConnectOptions database) {
    this.vertx = vertx;
    this.database = database;
  }

  /** Completes when the schema is as this build needs it; safe to run again. */
  public Completable run() {
    return vertx
        .executeBlocking(
            () ->
                Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(dataSource())
                    .locations("classpath:db/migration")
                    .connectRetries(CONNECT_RETRIES)
                    .load()
                    .migrate()
                    .migrationsExecuted)
        .ignoreElement();
  }

  private PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setServerNames(new String[] {database.getHost()});
    source.setPortNumbers(new int[] {database.getPort()});
    source.setDatabaseName(database.getDatabase());
    source.setUser(database.getUser());
    source.setPassword(database.getPassword());
    source.setSslMode(database.getSslMode().value);
    return source;
  }
}
