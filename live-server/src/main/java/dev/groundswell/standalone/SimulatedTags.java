package dev.groundswell.standalone;

import dev.groundswell.server.DatabaseUrl;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import io.vertx.rxjava3.ext.web.client.WebClient;
import java.net.URI;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Imports the simulator's tag file as a host would import one: Spotify rarely names genres, and its
 * stand-in does not either.
 */
final class SimulatedTags {
  private static final Logger log = LoggerFactory.getLogger(SimulatedTags.class);

  private SimulatedTags() {}

  /** Completes when the genres of all artists known so far are right, or without them. */
  static Completable bring(Vertx vertx, WebClient client, URI simulator, DatabaseUrl database) {
    return client
        .getAbs(simulator.resolve("/control/tags").toString())
        .rxSend()
        .flatMap(SimulatedTags::fileOf)
        .flatMap(
            file ->
                Wiring.importTags(
                    vertx,
                    database,
                    Flowable.fromStream(file.lines()),
                    words -> log.debug("{}", words)))
        .ignoreElement()
        .onErrorComplete(
            e -> {
              log.warn("The simulator's tags were not imported: {}", e.toString());
              return true;
            });
  }

  private static Single<String> fileOf(HttpResponse<?> answer) {
    String file = answer.bodyAsString();
    return answer.statusCode() == 200 && file != null
        ? Single.just(file)
        : Single.error(new IllegalStateException("/control/tags: " + answer.statusCode()));
  }
}
