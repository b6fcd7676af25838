package dev.groundswell.standalone;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/** How many listen to what, and how many were to be expected, by plain SQL over the ledger. */
final class RisingRecount {
  private static final int WEIGHT = 200;

  private static final String COUNT =
      """
      with heard as (
        select item, listener_id, counted_at,
          floor(extract(epoch from ?::timestamptz) / 3600)
            - floor(extract(epoch from counted_at) / 3600) as age,
          floor((extract(epoch from ?::timestamptz) - 1800) / 3600)
            - floor(extract(epoch from counted_at) / 3600) as middle_age
        from play cross join lateral %s
        where counted_at > ? and counted_at <= ? and trends and item <> 0),
      present as (select distinct item, listener_id, age, middle_age from heard),
      figures as (
        select item,
          (select count(distinct listener_id) from heard h
           where h.item = p.item and h.counted_at > ?) as listeners,
          count(*) filter (where age >= 2) as flat,
          count(*) filter (where middle_age >= 23 and mod(middle_age + 1, 24) <= 2) as same_hour
        from present p group by item)
      select item, listeners, flat, same_hour, sum(listeners) over () as all_listeners,
        sum(flat) over () as all_flat, sum(same_hour) over () as all_same
      from figures
      """;

  private RisingRecount() {}

  /** Distinct listeners of the last hour and the number expected. */
  record Figures(long listeners, double expected) {

    /** Near enough to what the jobs compute exactly: within 0.05. */
    double score() {
      double o = listeners + 0.5;
      return Math.log(o / (expected + 0.5)) / Math.log(2)
          - 3.3 * Math.pow(o, -0.5)
          - 2 * Math.pow(o, -1.5);
    }
  }

  static Map<Long, Figures> of(Connection ledger, Kind kind, long asOf) throws SQLException {
    String sql = COUNT.formatted(LedgerRecount.itemsOf(kind));
    try (PreparedStatement count = ledger.prepareStatement(sql)) {
      count.setObject(1, timestamp(asOf));
      count.setObject(2, timestamp(asOf));
      count.setObject(3, timestamp(Window.D7.from(asOf)));
      count.setObject(4, timestamp(asOf));
      count.setObject(5, timestamp(Window.H1.from(asOf)));
      Map<Long, Figures> figures = new HashMap<>();
      ResultSet row = count.executeQuery();
      while (row.next()) {
        double allFlat = row.getDouble("all_flat");
        double flatShare = allFlat == 0 ? 0 : row.getDouble("flat") / allFlat;
        double share =
            (row.getDouble("same_hour") + WEIGHT * flatShare)
                / (row.getDouble("all_same") + WEIGHT);
        figures.put(
            row.getLong("item"),
            new Figures(row.getLong("listeners"), share * row.getDouble("all_listeners")));
      }
      return figures;
    }
  }

  private static OffsetDateTime timestamp(long millis) {
    return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }
}
