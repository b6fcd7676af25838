package dev.groundswell.server.boards;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.MalformedEventException;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.server.boards.BoardReader.Answer;
import io.reactivex.rxjava3.core.Single;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads one topic's log from its beginning, page by page.
 *
 * <p>What comes before the first keyframe cannot be told and is left out; so is what comes before a
 * hole. Where nothing is left, as after the log alone was deleted, the board itself is taken.
 */
final class ReadBack {
  /** As many versions of a topic as are kept for those who resume. */
  static final int MOST = 5_000;

  private static final int PAGE = 500;

  private final Function<Request, Single<Answer>> redis;
  private final String boardKey;
  private final FollowedStream stream;
  private final List<BoardVersion> versions = new ArrayList<>();

  ReadBack(
      Function<Request, Single<Answer>> redis, String scope, FollowedStream stream, Topic topic) {
    this.redis = redis;
    this.boardKey = RedisKeys.board(scope, topic.name());
    this.stream = stream;
  }

  Single<List<BoardVersion>> versions() {
    return pageFrom("-")
        .flatMap(read -> versions.isEmpty() ? board() : Single.just(List.copyOf(versions)));
  }

  private Single<Boolean> pageFrom(String first) {
    Request page =
        Request.cmd(Command.XRANGE).arg(stream.key()).arg(first).arg("+").arg("COUNT").arg(PAGE);
    return redis
        .apply(page)
        .flatMap(
            answer -> {
              List<RedisEntry> entries = RedisEntry.ofRange(answer.response());
              entries.forEach(this::take);
              return entries.size() < PAGE
                  ? Single.just(true)
                  : pageFrom(stream.position().next().toString());
            });
  }

  private void take(RedisEntry entry) {
    stream.log().take(entry).ifPresentOrElse(versions::add, versions::clear);
    stream.advanceTo(entry.id());
    if (versions.size() > MOST) {
      versions.subList(0, versions.size() - MOST).clear();
    }
  }

  private Single<List<BoardVersion>> board() {
    Request request =
        Request.cmd(Command.HMGET)
            .arg(boardKey)
            .arg(RedisKeys.BOARD_LOG_ID)
            .arg(RedisKeys.BOARD_BODY);
    return redis.apply(request).map(answer -> answer.response()).map(this::boardOf);
  }

  private List<BoardVersion> boardOf(Response fields) {
    Response logId = fields.get(0);
    Response body = fields.get(1);
    if (logId == null || body == null) {
      return List.of();
    }
    try {
      FeedState state = FeedState.of(BoardCodec.decodeBoard(body.toBytes()));
      return LogId.of(logId.toString()).map(id -> startingFrom(id, state)).orElse(List.of());
    } catch (MalformedEventException e) {
      return List.of();
    }
  }

  private List<BoardVersion> startingFrom(LogId id, FeedState state) {
    if (id.compareTo(stream.position()) < 0) {
      return List.of();
    }
    BoardVersion version = new BoardVersion(id, true, state);
    stream.log().startFrom(version);
    stream.advanceTo(id);
    return List.of(version);
  }
}
