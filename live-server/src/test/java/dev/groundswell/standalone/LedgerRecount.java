package dev.groundswell.standalone;

import dev.groundswell.events.Board;
import dev.groundswell.events.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * What a board has to show, counted anew by plain SQL over the ledger's plays.
 *
 * @param plays counted plays of the whole window
 * @param listeners distinct listeners of the whole window
 * @param rows at most {@link Board#LIMIT}, best first
 */
record LedgerRecount(long plays, long listeners, List<Row> rows) {

  /** A recording with its figures; its rank is its place. */
  record Row(long recording, long plays, long listeners) {}

  /** The totals come first: they are the row without a recording. One statement sees one state. */
  private static final String COUNT =
      """
      select recording_id, count(*) as plays, count(distinct listener_id) as listeners
      from play
      where counted_at > ? and counted_at <= ? and trends
      group by grouping sets ((), (recording_id))
      order by recording_id is not null, plays desc, listeners desc, recording_id
      limit 1 + ?
      """;

  LedgerRecount {
    rows = List.copyOf(rows);
  }

  /**
   * Counts the plays with {@code from < counted_at <= asOf}.
   *
   * @param from has to be the edge that {@code window} has at {@code asOf}
   */
  static LedgerRecount of(Connection ledger, Window window, long from, long asOf)
      throws SQLException {
    if (from != window.from(asOf)) {
      throw new AssertionError(
          "At %d the window %s begins at %d, not at %d"
              .formatted(asOf, window.label(), window.from(asOf), from));
    }
    try (PreparedStatement count = ledger.prepareStatement(COUNT)) {
      count.setObject(1, timestamp(from));
      count.setObject(2, timestamp(asOf));
      count.setInt(3, Board.LIMIT);
      return read(count.executeQuery());
    }
  }

  private static LedgerRecount read(ResultSet found) throws SQLException {
    if (!found.next()) {
      throw new AssertionError("a count without totals");
    }
    long plays = found.getLong("plays");
    long listeners = found.getLong("listeners");
    List<Row> rows = new ArrayList<>();
    while (found.next()) {
      rows.add(
          new Row(
              found.getLong("recording_id"), found.getLong("plays"), found.getLong("listeners")));
    }
    return new LedgerRecount(plays, listeners, rows);
  }

  private static OffsetDateTime timestamp(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }

  /** What a board shows, to be compared with what it has to. */
  static LedgerRecount shownBy(Board board) {
    return new LedgerRecount(
        board.plays(),
        board.listeners(),
        board.items().stream()
            .map(item -> new Row(item.item(), item.plays(), item.listeners()))
            .toList());
  }

  /** One line for the totals and one for each row, so that a difference can be read. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("all: %d plays by %d listeners".formatted(plays, listeners));
    for (Row row : rows) {
      lines.add(
          "%d. recording %d: %d plays by %d listeners"
              .formatted(lines.size(), row.recording, row.plays, row.listeners));
    }
    return lines;
  }
}
