package dev.groundswell.server;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.server.boards.BoardReader;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.boards.MeasuredFollower;
import dev.groundswell.server.boards.NameSearch;
import dev.groundswell.server.boards.Names;
import dev.groundswell.server.boards.WatchList;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.FeedOptions;
import dev.groundswell.server.feed.FeedStreams;
import dev.groundswell.server.feed.PortraitFeeds;
import dev.groundswell.server.ledger.CatalogueSearch;
import dev.groundswell.server.ledger.CatalogueStore;
import io.micrometer.core.instrument.Gauge;
import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.core.RxHelper;
import java.security.SecureRandom;

/** The way of a board out of Redis: the reader follows the logs, the hub keeps what feeds show. */
final class Showing {
  private final FeedHub hub;
  private final FeedStreams streams;
  private final BoardReader reader;
  private final PortraitFeeds portraits;
  private final NameSearch search;

  Showing(LiveServer.Surroundings given, Stores stores, SecureRandom random) {
    JobsTime time = new JobsTime(given.clock());
    CatalogueStore ledger = new CatalogueStore(stores.pool());
    Catalogue catalogue =
        new Catalogue(
            new Names(ledger::tracks, ledger::artists, ledger::genres),
            given.clock(),
            random,
            RxHelper.scheduler(given.vertx()));
    hub = new FeedHub(catalogue, time);
    streams = new FeedStreams(given.vertx(), hub, FeedOptions.usual(), given.clock(), random);
    Gauge open =
        Gauge.builder("groundswell.feed.streams", streams, FeedStreams::count)
            .description("Feed connections that are open")
            .register(given.meters());
    assert open != null;
    reader =
        new BoardReader(
            given.vertx(),
            stores::newRedis,
            time,
            new MeasuredFollower(hub, time, given.clock(), given.meters()),
            random,
            RedisKeys.LIVE);
    search = new NameSearch(new CatalogueSearch(stores.pool())::find, catalogue);
    portraits =
        new PortraitFeeds(
            given.vertx(),
            hub,
            reader,
            new WatchList(stores.commands(), given.clock(), RedisKeys.LIVE),
            ledger::number,
            catalogue,
            time,
            given.clock());
  }

  NameSearch search() {
    return search;
  }

  PortraitFeeds portraits() {
    return portraits;
  }

  FeedHub hub() {
    return hub;
  }

  FeedStreams streams() {
    return streams;
  }

  void start() {
    reader.start();
    portraits.start();
  }

  /** Says bye to every subscriber, then lets go of Redis. */
  Completable stop() {
    portraits.close();
    return streams.close().onErrorComplete().andThen(reader.close());
  }
}
