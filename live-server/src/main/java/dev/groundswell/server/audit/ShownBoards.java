package dev.groundswell.server.audit;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.MalformedEventException;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.redis.client.Response;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The boards in Redis, as the auditor sees them. */
final class ShownBoards {
  private final RedisAPI redis;
  private final String scope;

  ShownBoards(RedisAPI redis, String scope) {
    this.redis = redis;
    this.scope = scope;
  }

  /**
   * What is there of a board.
   *
   * @param board null where nothing is there, or nothing that can be read
   */
  record Seen(@Nullable Board board) {}

  /** How far the jobs' time has come, epoch milliseconds; 0 where they have never been heard of. */
  Single<Long> asOf() {
    return redis
        .rxGet(RedisKeys.asOf(scope))
        .map(Response::toString)
        .defaultIfEmpty("")
        .map(text -> text.matches("\\d{1,18}") ? Long.parseLong(text) : 0L);
  }

  Single<Seen> look(Topic topic) {
    return redis
        .rxHget(RedisKeys.board(scope, topic.name()), RedisKeys.BOARD_BODY)
        .map(ShownBoards::seen)
        .defaultIfEmpty(new Seen(null));
  }

  private static Seen seen(Response body) {
    try {
      return new Seen(BoardCodec.decodeBoard(body.toBytes()));
    } catch (MalformedEventException e) {
      return new Seen(null);
    }
  }

  /**
   * Has the jobs write all boards anew from what they hold, this one whatever is there of it now:
   * the way they take when Redis was emptied.
   */
  Completable haveWrittenAnew(Topic topic) {
    return redis
        .rxDel(List.of(RedisKeys.board(scope, topic.name())))
        .flatMap(gone -> redis.rxDel(List.of(RedisKeys.epoch(scope))))
        .ignoreElement();
  }
}
