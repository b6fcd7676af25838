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
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
  private final List<RedisEntry> untold = new ArrayList<>();

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
    Optional<BoardVersion> version = stream.log().take(entry);
    if (version.isPresent()) {
      versions.add(version.get());
      untold.clear();
    } else {
      versions.clear();
      untold.add(entry);
    }
    dropFirst(versions);
    dropFirst(untold);
    stream.advanceTo(entry.id());
  }

  private static void dropFirst(List<?> list) {
    if (list.size() > MOST) {
      list.subList(0, list.size() - MOST).clear();
    }
  }

  private Single<List<BoardVersion>> board() {
    Request request =
        Request.cmd(Command.HMGET)
            .arg(boardKey)
            .arg(RedisKeys.BOARD_LOG_ID)
            .arg(RedisKeys.BOARD_BODY);
    return redis
        .apply(request)
        .map(answer -> boardOf(answer.response()).map(this::goOnFrom).orElse(List.of()));
  }

  private static Optional<BoardVersion> boardOf(@Nullable Response fields) {
    Response logId = fields == null ? null : fields.get(0);
    Response body = fields == null ? null : fields.get(1);
    if (logId == null || body == null) {
      return Optional.empty();
    }
    try {
      FeedState state = FeedState.of(BoardCodec.decodeBoard(body.toBytes()));
      return LogId.of(logId.toString()).map(id -> new BoardVersion(id, true, state));
    } catch (MalformedEventException e) {
      return Optional.empty();
    }
  }

  /** The board, and what the log tells on top of it. */
  private List<BoardVersion> goOnFrom(BoardVersion board) {
    stream.log().startFrom(board);
    versions.add(board);
    if (board.id().compareTo(stream.position()) > 0) {
      stream.advanceTo(board.id());
    }
    List.copyOf(untold).stream()
        .filter(entry -> entry.id().compareTo(board.id()) > 0)
        .forEach(this::take);
    return versions.isEmpty() ? List.of(board) : List.copyOf(versions);
  }
}
