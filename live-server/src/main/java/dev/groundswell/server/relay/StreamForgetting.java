package dev.groundswell.server.relay;

import dev.groundswell.server.ledger.PublishedChanges;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.redis.client.Redis;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes the changes of an erased listener out of the streams, and what they heard just now.
 *
 * <p>A relay, here or on another server, may have read a change before it was voided and add it
 * after it was deleted here. Such a relay publishes in order, so once the stream has reached the
 * erase itself, nothing older can come; deleting once more then is final.
 */
public final class StreamForgetting implements PublishedChanges {
  private static final int AT_A_TIME = 1_000;
  private static final Duration LOOK_EVERY = Duration.ofMillis(100);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final PlayStreams streams;
  private final Scheduler scheduler;

  public StreamForgetting(Vertx vertx, Redis redis) {
    this.streams = new PlayStreams(redis);
    this.scheduler = RxHelper.scheduler(vertx);
  }

  @Override
  public Completable forget(int shard, Collection<Long> seqs, long through) {
    return delete(shard, seqs)
        .andThen(reached(shard, through))
        .andThen(Completable.defer(() -> delete(shard, seqs)));
  }

  @Override
  public Completable forgetNow(int shard, long listener) {
    return streams
        .nowAfter(shard, PlayStreams.BEGINNING, AT_A_TIME)
        .flatMapCompletable(page -> forgetNow(shard, listener, page));
  }

  /** Page by page, as long as there are full ones. */
  private Completable forgetNow(int shard, long listener, List<PlayStreams.NowEntry> page) {
    List<String> theirs =
        page.stream().filter(entry -> entry.isOf(listener)).map(PlayStreams.NowEntry::id).toList();
    Completable deleted =
        theirs.isEmpty() ? Completable.complete() : streams.deleteNow(shard, theirs);
    return page.size() < AT_A_TIME
        ? deleted
        : deleted.andThen(
            streams
                .nowAfter(shard, page.get(page.size() - 1).id(), AT_A_TIME)
                .flatMapCompletable(next -> forgetNow(shard, listener, next)));
  }

  private Completable delete(int shard, Collection<Long> seqs) {
    return Flowable.fromIterable(List.copyOf(seqs))
        .buffer(AT_A_TIME)
        .concatMapCompletable(some -> streams.delete(shard, some));
  }

  private Completable reached(int shard, long through) {
    return streams
        .end(shard)
        .filter(end -> end.seq() >= through)
        .repeatWhen(done -> done.delay(LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS, scheduler))
        .firstOrError()
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS, scheduler)
        .ignoreElement();
  }
}
