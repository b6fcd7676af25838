package dev.groundswell.standalone;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** The pulse and the wave as lines of text: as plain SQL counts them, and as boards show them. */
final class HourRecount {
  /** A minute is without its old edge and with its new one, as windows are. */
  private static final String PULSE =
      """
      with inside as (
        select *, date_bin('1 minute', counted_at - interval '1 microsecond', 'epoch') as minute
        from play where trends and counted_at > $from and counted_at <= $asOf),
      minutes as (
        select generate_series(
          date_bin('1 minute', $from::timestamptz + interval '1 minute' - interval '1 microsecond',
            'epoch'),
          $asOf::timestamptz - interval '1 microsecond', interval '1 minute') as minute)
      select 'all: ' || count(*) || ' plays of ' || count(distinct recording_id) || ' tracks by '
        || count(distinct listener_id) || ', lately '
        || 2 * count(*) filter (where counted_at > $asOf::timestamptz - interval '5 minutes'
          and counted_at > $fiveFrom) as line, null::timestamptz as minute
      from inside
      union all
      select extract(epoch from m.minute)::bigint / 60 || ': ' || count(i.id) || ' plays by '
        || count(distinct i.listener_id), m.minute
      from minutes m left join inside i using (minute) group by m.minute
      order by minute nulls first
      """;

  private static final String WAVE =
      """
      with whole as (
        select *, coalesce(genre_id, 0) as genre, artist_ids[1] as artist
        from play where trends and counted_at > $end::timestamptz - interval '59 minutes'
          and counted_at <= $end),
      figures as (
        select count(*) as n, count(*) filter (where genre = 0) as unknown from whole),
      items as (
        select case when 2 * (f.n - f.unknown) < f.n then artist else genre end as item, counted_at
        from whole, figures f),
      best as (
        select item, count(*) as plays from items where item <> 0 group by item
        order by plays desc, item limit 12),
      points as (
        select generate_series($end::timestamptz - interval '54 minutes', $end::timestamptz,
          interval '1 minute') as until),
      counted as (
        select p.until,
          (select count(*) from items i
           where i.counted_at > p.until - interval '5 minutes' and i.counted_at <= p.until) as n
        from points p)
      select 'unknown ' || round(100.0 * f.unknown / nullif(f.n, 0)) || case
        when 2 * (f.n - f.unknown) < f.n then ' artists' else ' genres' end as line,
        null::bigint as plays, null::bigint as item
      from figures f
      union all
      select b.item || ': ' || round(1000.0 * b.plays / f.n) || ' [' || (
        select string_agg(case when c.n = 0 then '-1' else round(1000.0 * (
          select count(*) from items i where i.item = b.item
            and i.counted_at > c.until - interval '5 minutes' and i.counted_at <= c.until)
          / c.n)::text end, ', ' order by c.until) from counted c) || ']', b.plays, b.item
      from best b, figures f
      order by plays desc nulls first, item
      """;

  private HourRecount() {}

  static List<String> pulse(Connection ledger, long from, long asOf, long fiveFrom)
      throws SQLException {
    return lines(
        ledger,
        PULSE
            .replace("$fiveFrom", literal(fiveFrom))
            .replace("$from", literal(from))
            .replace("$asOf", literal(asOf)));
  }

  static List<String> wave(Connection ledger, long asOf) throws SQLException {
    return lines(ledger, WAVE.replace("$end", literal(asOf - Math.floorMod(asOf, 60_000L))));
  }

  static List<String> pulseShownBy(Board board) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "all: %d plays of %d tracks by %d, lately %d"
            .formatted(
                board.plays(),
                board.total(Figure.TRACKS),
                board.listeners(),
                board.total(Figure.RATE)));
    for (BoardItem row : board.items()) {
      lines.add("%d: %d plays by %d".formatted(row.item(), row.plays(), row.listeners()));
    }
    return lines;
  }

  static List<String> waveShownBy(Board board) {
    List<String> lines = new ArrayList<>();
    boolean artists = board.head().shows() != null;
    lines.add(
        "unknown %d %s"
            .formatted(board.total(Figure.UNCLASSIFIED), artists ? "artists" : "genres"));
    for (BoardItem row : board.items()) {
      lines.add("%d: %d %s".formatted(row.item(), row.figures().get(Figure.SHARE), row.points()));
    }
    return lines;
  }

  private static List<String> lines(Connection ledger, String sql) throws SQLException {
    try (PreparedStatement count = ledger.prepareStatement(sql)) {
      List<String> lines = new ArrayList<>();
      ResultSet row = count.executeQuery();
      while (row.next()) {
        lines.add(row.getString("line"));
      }
      return lines;
    }
  }

  private static String literal(long millis) {
    OffsetDateTime at = Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    return "timestamptz '" + at + "'";
  }
}
