package dev.groundswell.testing;

import dev.groundswell.server.ledger.Migrations;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import io.vertx.sqlclient.PoolOptions;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A migrated database of its own: for each test where the field is an instance field, for the whole
 * class where it is static.
 *
 * <pre>{@code
 * @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
 * }</pre>
 *
 * The server is started once a JVM with durability on, as in production; a database is a copy of
 * the migrated one, which takes some 50 ms.
 */
public final class PostgresFixture
    implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback, AfterEachCallback {
  private static final String MIGRATED = "migrated";
  private static final AtomicInteger DATABASES = new AtomicInteger();
  private static EmbeddedPostgres server;

  private String database;
  private Pool pool;
  private boolean forWholeClass;

  /** A pool on this database; closed with it. */
  public Pool pool() {
    return pool;
  }

  /** How to reach this database. */
  public PgConnectOptions options() {
    return optionsOf(database);
  }

  /** All rows of a query, waited for. */
  public List<Row> query(String sql, Object... parameters) {
    return StreamSupport.stream(
            pool.preparedQuery(sql).rxExecute(Tuple.wrap(parameters)).blockingGet().spliterator(),
            false)
        .toList();
  }

  /** The first column of the first row of a query, waited for. */
  public long number(String sql, Object... parameters) {
    return query(sql, parameters).get(0).getLong(0);
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    forWholeClass = true;
    open();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    if (!forWholeClass) {
      open();
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    if (!forWholeClass) {
      close();
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    close();
  }

  private void open() {
    startOnce();
    database = "test_" + DATABASES.incrementAndGet();
    execute("create database " + database + " template " + MIGRATED);
    pool =
        PgBuilder.pool()
            .using(TestVertx.shared())
            .connectingTo(options())
            .with(new PoolOptions().setMaxSize(12))
            .build();
  }

  private void close() {
    pool.rxClose().blockingAwait();
    execute("drop database if exists " + database + " with (force)");
  }

  private static synchronized void startOnce() {
    if (server != null) {
      return;
    }
    try {
      server =
          EmbeddedPostgres.builder()
              .setServerConfig("fsync", "on")
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    execute("create database " + MIGRATED);
    new Migrations(TestVertx.shared(), optionsOf(MIGRATED)).run().blockingAwait();
  }

  private static PgConnectOptions optionsOf(String database) {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(server.getPort())
        .setUser("postgres")
        .setPassword("postgres")
        .setDatabase(database)
        .setCachePreparedStatements(true);
  }

  private static void execute(String sql) {
    try (Connection connection = server.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }
}
