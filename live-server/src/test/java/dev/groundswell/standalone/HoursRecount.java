package dev.groundswell.standalone;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/**
 * When people listen, as lines of text: as PostgreSQL, which has its own time zones, counts it by
 * the zones that listeners have now, and as a board shows it.
 */
final class HoursRecount {
  private static final String COUNT =
      """
      with inside as (
        select p.listener_id,
          (extract(isodow from p.counted_at at time zone l.zone) - 1) * 24
            + extract(hour from p.counted_at at time zone l.zone) as hour
        from play p join listener l on l.id = p.listener_id
        where p.trends and p.counted_at > ? and p.counted_at <= ?)
      select 'all: ' || count(*) || ' plays by ' || count(distinct listener_id) as line, -1 as hour
      from inside
      union all
      select h.hour || ': ' || count(i.listener_id) || ' plays by '
        || count(distinct i.listener_id), h.hour
      from generate_series(0, 167) as h (hour) left join inside i using (hour)
      group by h.hour
      order by hour
      """;

  private HoursRecount() {}

  static List<String> of(Connection ledger, long from, long asOf) throws SQLException {
    try (PreparedStatement count = ledger.prepareStatement(COUNT)) {
      count.setObject(1, Instant.ofEpochMilli(from).atOffset(ZoneOffset.UTC));
      count.setObject(2, Instant.ofEpochMilli(asOf).atOffset(ZoneOffset.UTC));
      List<String> lines = new ArrayList<>();
      ResultSet row = count.executeQuery();
      while (row.next()) {
        lines.add(row.getString("line"));
      }
      return lines;
    }
  }

  static List<String> shownBy(Board board) {
    List<String> lines = new ArrayList<>();
    lines.add("all: %d plays by %d".formatted(board.plays(), board.listeners()));
    for (BoardItem row : board.items()) {
      lines.add("%d: %d plays by %d".formatted(row.item(), row.plays(), row.listeners()));
    }
    return lines;
  }
}
