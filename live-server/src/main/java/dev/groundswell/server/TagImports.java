package dev.groundswell.server;

import dev.groundswell.server.ledger.ChangePartitions;
import dev.groundswell.server.ledger.Migrations;
import dev.groundswell.server.ledger.Realignment;
import dev.groundswell.server.ledger.TagImport;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.pgclient.PgBuilder;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.function.Consumer;

/**
 * A host's tag file on its way into a ledger, beside a server that may be running: stored, then the
 * artists' genres, then those of their plays.
 */
public final class TagImports {
  private static final int CONNECTIONS = 2;

  private TagImports() {}

  /**
   * Takes a file in and completes when the genres of all plays are right.
   *
   * @param progress told in a few words how far it has come
   */
  public static Single<TagImport.Report> run(
      Vertx vertx, DatabaseUrl database, Flowable<String> lines, Consumer<String> progress) {
    Pool pool =
        PgBuilder.pool()
            .using(vertx)
            .connectingTo(Stores.postgres(database))
            .with(new PoolOptions().setMaxSize(CONNECTIONS))
            .build();
    Clock clock = Clock.systemUTC();
    TagImport tags = new TagImport(pool);
    // Whoever publishes looks for changes by itself several times a second.
    Realignment plays =
        Realignment.ofGenres(
            vertx,
            pool,
            clock,
            new SecureRandom(),
            new ChangePartitions(vertx, pool, clock),
            shard -> {});
    return new Migrations(vertx, Stores.postgres(database))
        .run()
        .andThen(Single.defer(() -> tags.store(lines)))
        .doOnSuccess(report -> progress.accept((report.lines() - report.bad()) + " tags stored"))
        .flatMap(
            report ->
                tags.classify()
                    .doOnSuccess(artists -> progress.accept(artists + " artists of another genre"))
                    .flatMap(
                        artists ->
                            plays.run(done -> progress.accept(done + " plays corrected so far")))
                    .doOnSuccess(done -> progress.accept(done + " plays corrected"))
                    .map(done -> report))
        .doFinally(() -> pool.rxClose().onErrorComplete().subscribe());
  }
}
