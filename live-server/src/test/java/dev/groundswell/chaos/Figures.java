package dev.groundswell.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Jedis;

/** A board's figures without what depends on earlier looks; counted by SQL, or as the jobs say. */
record Figures(long from, long plays, long listeners, List<Row> rows) {

  /** One recording of a board. */
  record Row(long recording, long plays, long listeners) {}

  private static final String COUNT =
      """
      select recording_id, count(*) as plays, count(distinct listener_id) as listeners
      from play
      where trends and counted_at > ? and counted_at <= ?
      group by grouping sets ((recording_id), ())
      order by plays desc, listeners desc, recording_id
      """;

  /** The board as it is in Redis, if it is. */
  static Optional<Board> board(Jedis redis, Window window) {
    String topic = new Topic(Topic.Kind.TRACKS, window).name();
    byte[] key = RedisKeys.board(RedisKeys.LIVE, topic).getBytes(UTF_8);
    return Optional.ofNullable(redis.hget(key, RedisKeys.BOARD_BODY.getBytes(UTF_8)))
        .map(BoardCodec::decodeBoard);
  }

  static Figures of(Board board) {
    List<Row> rows =
        board.items().stream()
            .map(item -> new Row(item.item(), item.plays(), item.listeners()))
            .toList();
    return new Figures(board.from(), board.plays(), board.listeners(), rows);
  }

  /** Counts the plays of a window in the ledger, one by one. */
  static Figures counted(Connection ledger, Window window, long asOf) throws SQLException {
    long from = window.from(asOf);
    Row all = new Row(0, 0, 0);
    List<Row> rows = new ArrayList<>();
    try (PreparedStatement count = ledger.prepareStatement(COUNT)) {
      count.setObject(1, Instant.ofEpochMilli(from).atOffset(ZoneOffset.UTC));
      count.setObject(2, Instant.ofEpochMilli(asOf).atOffset(ZoneOffset.UTC));
      try (ResultSet found = count.executeQuery()) {
        while (found.next()) {
          Row row = new Row(found.getLong(1), found.getLong(2), found.getLong(3));
          if (row.recording() == 0) {
            all = row;
          } else {
            rows.add(row);
          }
        }
      }
    }
    List<Row> best = List.copyOf(rows.subList(0, Math.min(Board.LIMIT, rows.size())));
    return new Figures(from, all.plays(), all.listeners(), best);
  }
}
