package dev.groundswell.server.relay;

import dev.groundswell.events.MalformedEventException;
import dev.groundswell.events.NowPlayingCodec;
import dev.groundswell.events.RedisKeys;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.redis.client.RedisConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The Redis streams of the shards, written over one connection, so that entries arrive in the order
 * in which they were sent.
 */
final class PlayStreams {
  /** Before every entry. */
  static final String BEGINNING = "0-0";

  private static final long ANSWER_SECONDS = 5;
  private static final int IN_FLIGHT = 256;

  private final Redis redis;
  private @Nullable Single<RedisConnection> connection;

  PlayStreams(Redis redis) {
    this.redis = redis;
  }

  /** Where a stream ends; {@code seq} is the first half of the last entry's id, -1 where empty. */
  record End(long seq) {
    boolean isEmpty() {
      return seq < 0;
    }
  }

  /** An entry to be added. */
  record Entry(String id, String field, String value) {
    static Entry change(long seq, String body) {
      return new Entry(seq + "-0", RedisKeys.CHANGE, body);
    }

    static Entry heartbeat(long seq, long t0) {
      return new Entry(seq + "-" + t0, RedisKeys.HEARTBEAT, "");
    }
  }

  Single<End> end(int shard) {
    return send(Request.cmd(Command.XREVRANGE)
            .arg(RedisKeys.plays(shard))
            .arg("+")
            .arg("-")
            .arg("COUNT")
            .arg(1))
        .map(entries -> new End(entries.size() == 0 ? -1 : seqOf(entries.get(0).get(0))));
  }

  /**
   * Adds entries in order. One whose id is refused as not greater than the last is there already,
   * or has been: that is success.
   */
  Completable add(int shard, List<Entry> entries) {
    String key = RedisKeys.plays(shard);
    return connected()
        .flatMapCompletable(
            open ->
                Flowable.fromIterable(entries)
                    .concatMapEager(
                        entry ->
                            open.rxSend(
                                    Request.cmd(Command.XADD)
                                        .arg(key)
                                        .arg(entry.id)
                                        .arg(entry.field)
                                        .arg(entry.value))
                                .onErrorComplete(PlayStreams::isThereAlready)
                                .toFlowable(),
                        IN_FLIGHT,
                        1)
                    .ignoreElements())
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .doOnError(this::disconnect);
  }

  /** Removes what is beyond the newest {@code most} entries, about. */
  Completable trimToLength(int shard, int most) {
    return send(Request.cmd(Command.XTRIM)
            .arg(RedisKeys.plays(shard))
            .arg("MAXLEN")
            .arg("~")
            .arg(most))
        .ignoreElement();
  }

  /** Removes what is before the entry with this id, about. */
  Completable trimBefore(int shard, String id) {
    return send(Request.cmd(Command.XTRIM)
            .arg(RedisKeys.plays(shard))
            .arg("MINID")
            .arg("~")
            .arg(id))
        .ignoreElement();
  }

  /** Removes the entries of these changes. */
  Completable delete(int shard, List<Long> seqs) {
    Request request = Request.cmd(Command.XDEL).arg(RedisKeys.plays(shard));
    seqs.forEach(seq -> request.arg(seq + "-0"));
    return send(request).ignoreElement();
  }

  /** What a listener heard at a moment; unreadable entries are nobody's. */
  record NowEntry(String id, @Nullable String body) {
    boolean isOf(long listener) {
      try {
        return body != null
            && NowPlayingCodec.decode(body.getBytes(StandardCharsets.UTF_8)).listener() == listener;
      } catch (MalformedEventException e) {
        return false;
      }
    }
  }

  /** At most {@code most} entries of what is heard now, from after the one with this id. */
  Single<List<NowEntry>> nowAfter(int shard, String id, int most) {
    return send(Request.cmd(Command.XRANGE)
            .arg(RedisKeys.now(shard))
            .arg("(" + id)
            .arg("+")
            .arg("COUNT")
            .arg(most))
        .map(
            entries -> {
              List<NowEntry> page = new ArrayList<>(entries.size());
              for (Response entry : entries) {
                Response fields = entry.get(1);
                boolean readable = fields != null && fields.size() >= 2;
                page.add(
                    new NowEntry(
                        entry.get(0).toString(), readable ? fields.get(1).toString() : null));
              }
              return page;
            });
  }

  /** Removes entries of what is heard now. */
  Completable deleteNow(int shard, List<String> ids) {
    Request request = Request.cmd(Command.XDEL).arg(RedisKeys.now(shard));
    ids.forEach(request::arg);
    return send(request).ignoreElement();
  }

  /** Removes a whole stream. */
  Completable drop(int shard) {
    return send(Request.cmd(Command.DEL).arg(RedisKeys.plays(shard))).ignoreElement();
  }

  private Single<Response> send(Request request) {
    return connected()
        .flatMap(open -> open.rxSend(request).toSingle())
        .timeout(ANSWER_SECONDS, TimeUnit.SECONDS)
        .doOnError(this::disconnect);
  }

  private synchronized Single<RedisConnection> connected() {
    if (connection == null) {
      connection = redis.rxConnect().cache();
    }
    return connection;
  }

  /** A refusal by Redis leaves the connection usable; anything else makes it suspect. */
  private synchronized void disconnect(Throwable failure) {
    Single<RedisConnection> suspect = connection;
    if (suspect != null && !(failure instanceof ErrorType)) {
      connection = null;
      Disposable unused =
          suspect
              .flatMapCompletable(RedisConnection::rxClose)
              .subscribe(() -> {}, neverOpened -> {});
    }
  }

  private static boolean isThereAlready(Throwable failure) {
    String message = failure.getMessage();
    return failure instanceof ErrorType
        && message != null
        && message.contains("equal or smaller than the target stream top item");
  }

  private static long seqOf(Response id) {
    String text = id.toString();
    return Long.parseLong(text.substring(0, text.indexOf('-')));
  }
}
