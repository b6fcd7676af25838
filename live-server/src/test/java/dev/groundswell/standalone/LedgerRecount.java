package dev.groundswell.standalone;

import dev.groundswell.events.Board;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
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
 * @param unclassified which part of the plays has no genre, in hundredths; {@link Board#NOT_TOLD}
 *     where other things than genres are counted
 * @param rows at most {@link Board#LIMIT}, best first
 */
record LedgerRecount(long plays, long listeners, int unclassified, List<Row> rows) {

  /** A recording, artist or genre with its figures; its rank is its place. */
  record Row(long item, long plays, long listeners) {}

  /**
   * The totals come first, then the plays of no genre, as item 0. One statement sees one state. A
   * play has one row for each item that it counts for.
   */
  private static final String COUNT =
      """
      with inside as (
        select * from play where counted_at > ? and counted_at <= ? and trends),
      counted as (
        select null::bigint as item, count(*) as plays, count(distinct listener_id) as listeners
        from inside
        union all
        select item, count(*), count(distinct listener_id)
        from inside cross join lateral %s
        group by item)
      select * from counted
      order by item is not null, item <> 0, plays desc, listeners desc, item
      limit 2 + ?
      """;

  LedgerRecount {
    rows = List.copyOf(rows);
  }

  /**
   * Counts the plays with {@code from < counted_at <= asOf}.
   *
   * @param from has to be the edge that the window has at {@code asOf}
   */
  static LedgerRecount of(Connection ledger, Topic topic, long from, long asOf)
      throws SQLException {
    Window window = topic.window();
    if (from != window.from(asOf)) {
      throw new AssertionError(
          "At %d the window %s begins at %d, not at %d"
              .formatted(asOf, window.label(), window.from(asOf), from));
    }
    try (PreparedStatement count =
        ledger.prepareStatement(COUNT.formatted(itemsOf(topic.kind())))) {
      count.setObject(1, timestamp(from));
      count.setObject(2, timestamp(asOf));
      count.setInt(3, Board.LIMIT);
      return read(count.executeQuery(), topic.kind());
    }
  }

  /** What a play counts for, as rows of one column. */
  static String itemsOf(Kind kind) {
    return switch (kind) {
      case TRACKS -> "(select recording_id) as i (item)";
      case ARTISTS -> "(select distinct unnest(artist_ids)) as i (item)";
      case GENRES -> "(select coalesce(genre_id, 0)) as i (item)";
    };
  }

  private static LedgerRecount read(ResultSet found, Kind kind) throws SQLException {
    if (!found.next()) {
      throw new AssertionError("a count without totals");
    }
    long plays = found.getLong("plays");
    long listeners = found.getLong("listeners");
    List<Row> rows = new ArrayList<>();
    long unclassified = 0;
    while (found.next()) {
      Row row = new Row(found.getLong("item"), found.getLong("plays"), found.getLong("listeners"));
      if (row.item == 0) {
        unclassified = row.plays;
      } else if (rows.size() < Board.LIMIT) {
        rows.add(row);
      }
    }
    boolean told = kind == Kind.GENRES && plays > 0;
    int share = told ? (int) Math.round(100.0 * unclassified / plays) : Board.NOT_TOLD;
    return new LedgerRecount(plays, listeners, share, rows);
  }

  private static OffsetDateTime timestamp(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }

  /** What a board shows, to be compared with what it has to. */
  static LedgerRecount shownBy(Board board) {
    return new LedgerRecount(
        board.plays(),
        board.listeners(),
        (int) board.total(Figure.UNCLASSIFIED),
        board.items().stream()
            .map(item -> new Row(item.item(), item.plays(), item.listeners()))
            .toList());
  }

  /** One line for the totals and one for each row, so that a difference can be read. */
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(
        "all: %d plays by %d listeners, %d %% of no genre"
            .formatted(plays, listeners, unclassified));
    for (Row row : rows) {
      lines.add(
          "%d. item %d: %d plays by %d listeners"
              .formatted(lines.size(), row.item, row.plays, row.listeners));
    }
    return lines;
  }
}
