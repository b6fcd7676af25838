package dev.groundswell.server;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.server.boards.BoardReader;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.boards.TrackView;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.FeedOptions;
import dev.groundswell.server.feed.FeedStreams;
import dev.groundswell.server.ledger.CatalogueStore;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.RxHelper;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The way of a board out of Redis: the reader follows the logs, the hub keeps what feeds show. */
final class Showing {
  private final FeedHub hub;
  private final FeedStreams streams;
  private final BoardReader reader;

  Showing(LiveServer.Surroundings given, Stores stores, SecureRandom random) {
    JobsTime time = new JobsTime(given.clock());
    CatalogueStore ledger = new CatalogueStore(stores.pool());
    Catalogue catalogue =
        new Catalogue(
            recordings -> names(ledger, recordings),
            given.clock(),
            random,
            RxHelper.scheduler(given.vertx()));
    hub = new FeedHub(catalogue, time);
    streams = new FeedStreams(given.vertx(), hub, FeedOptions.usual(), given.clock(), random);
    reader = new BoardReader(given.vertx(), stores::newRedis, time, hub, random, RedisKeys.LIVE);
  }

  FeedHub hub() {
    return hub;
  }

  FeedStreams streams() {
    return streams;
  }

  void start() {
    reader.start();
  }

  /** Says bye to every subscriber, then lets go of Redis. */
  Completable stop() {
    return streams.close().onErrorComplete().andThen(reader.close());
  }

  private static Single<Map<Long, TrackView>> names(CatalogueStore ledger, Set<Long> recordings) {
    return ledger
        .tracks(recordings)
        .map(
            tracks -> {
              Map<Long, TrackView> views = new HashMap<>();
              tracks.forEach((recording, track) -> views.put(recording, view(track)));
              return views;
            });
  }

  private static TrackView view(dev.groundswell.server.ledger.TrackView track) {
    return new TrackView(
        track.id(),
        track.title(),
        track.artists().stream()
            .map(artist -> new TrackView.ArtistView(artist.id(), artist.name()))
            .toList(),
        track.url(),
        track.image());
  }
}
