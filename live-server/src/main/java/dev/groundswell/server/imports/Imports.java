package dev.groundswell.server.imports;

import dev.groundswell.server.account.Sessions;
import dev.groundswell.server.ledger.Foresight;
import dev.groundswell.server.ledger.PlayLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Scheduler;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.sqlclient.Pool;
import java.security.SecureRandom;
import java.time.Clock;

/** The import stage as a whole, wired. */
public final class Imports {
  private final ImportsApi api;
  private final ImportLane lane;

  /**
   * @param server this server's name among several
   */
  public Imports(
      Vertx vertx,
      Pool pool,
      PlayLedger ledger,
      Sessions sessions,
      ImportOptions options,
      SecureRandom random,
      Clock clock,
      MeterRegistry registry,
      String server) {
    Scheduler scheduler = RxHelper.scheduler(vertx.getOrCreateContext());
    ImportStore store = new ImportStore(pool, clock);
    ImportMetrics metrics = new ImportMetrics(registry);
    ImportWriter writer = new ImportWriter(store, ledger, metrics);
    lane = new ImportLane(store, writer, options, metrics, scheduler, random, server);
    api =
        new ImportsApi(
            sessions,
            options,
            store,
            new Uploads(
                store,
                new Foresight(pool),
                options,
                metrics,
                clock,
                random,
                scheduler,
                lane::wake));
  }

  /** Serves /api/v1/me/imports. */
  public void mount(Router router) {
    api.mount(router);
  }

  /** Begins to write what waits, also what an earlier run has left. */
  public void start() {
    lane.start();
  }

  /** Leaves what waits to the next run, or to another server. */
  public Completable stop() {
    return lane.stop();
  }
}
