package dev.groundswell.standalone;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Part;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongPredicate;

/**
 * What a portrait has to say, counted anew in plain Java from all public plays in the ledger; one
 * line a figure, so that a difference can be read.
 */
final class PortraitRecount {
  private static final long SITTING = Duration.ofMinutes(20).toMillis();
  private static final String PLAYS =
      """
      select listener_id, recording_id, artist_ids, coalesce(genre_id, 0) as genre_id, length_ms,
        ms_played, extract(epoch from played_at) * 1000 as played_at,
        extract(epoch from counted_at) * 1000 as counted_at
      from play where trends and counted_at is not null order by listener_id, counted_at, recording_id
      """;

  private final List<Play> plays;
  private final Kind kind;
  private final long number;
  private final long asOf;

  private record Play(
      long listener, Set<Long> items, long playedAt, long countedAt, long endedAt, boolean skip) {}

  private PortraitRecount(List<Play> plays, Kind kind, long number, long asOf) {
    this.plays = plays;
    this.kind = kind;
    this.number = number;
    this.asOf = asOf;
  }

  static List<String> of(Connection ledger, Kind kind, long number, long asOf) throws SQLException {
    List<Play> plays = new ArrayList<>();
    try (PreparedStatement all = ledger.prepareStatement(PLAYS)) {
      for (ResultSet row = all.executeQuery(); row.next(); ) {
        long countedAt = row.getLong("counted_at");
        if (countedAt > Window.D7.from(asOf) && countedAt <= asOf) {
          long heard = row.getLong("ms_played");
          plays.add(
              new Play(
                  row.getLong("listener_id"),
                  items(row, kind),
                  row.getLong("played_at"),
                  countedAt,
                  row.getLong("played_at") + heard,
                  heard * 2 < row.getLong("length_ms")));
        }
      }
    }
    return new PortraitRecount(plays, kind, number, asOf).lines();
  }

  private static Set<Long> items(ResultSet row, Kind kind) throws SQLException {
    return switch (kind) {
      case TRACKS -> Set.of(row.getLong("recording_id"));
      case ARTISTS -> new LinkedHashSet<>(List.of((Long[]) row.getArray("artist_ids").getArray()));
      case GENRES -> Set.of(row.getLong("genre_id"));
    };
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (Window window : Window.values()) {
      add(lines, window.label(), countedAt -> countedAt > window.from(asOf));
    }
    Duration step = kind == Kind.GENRES ? Duration.ofMinutes(1) : Duration.ofMinutes(5);
    addCells(lines, "recent", step.toMillis(), Duration.ofHours(1).toMillis());
    addCells(lines, "hour", Duration.ofHours(1).toMillis(), Duration.ofDays(7).toMillis());
    addRelated(lines);
    return lines;
  }

  private void addCells(List<String> lines, String name, long step, long span) {
    long newest = asOf / step * step;
    for (long start = newest - span + step; start <= newest; start += step) {
      long from = start;
      add(lines, name + " " + start, at -> at >= from && at < from + step);
    }
  }

  private void add(List<String> lines, String name, LongPredicate when) {
    List<Play> some =
        plays.stream()
            .filter(play -> play.items.contains(number) && when.test(play.countedAt))
            .toList();
    long listeners = some.stream().mapToLong(Play::listener).distinct().count();
    if (listeners > 0) {
      lines.add("%s: %d plays by %d".formatted(name, some.size(), listeners));
    }
  }

  private void addRelated(List<String> lines) {
    Map<Long, Integer> both = new TreeMap<>();
    Map<Long, Set<Long>> audience = new HashMap<>();
    Map<Long, List<Play>> diaries = new TreeMap<>();
    for (Play play : plays) {
      diaries.computeIfAbsent(play.listener, one -> new ArrayList<>()).add(play);
      if (!play.skip) {
        play.items.forEach(
            item ->
                audience.computeIfAbsent(item, all -> new LinkedHashSet<>()).add(play.listener));
      }
    }
    diaries
        .values()
        .forEach(diary -> companions(diary).forEach(i -> both.merge(i, 1, Integer::sum)));
    record Row(long item, int listeners, long score) {}
    both.entrySet().stream()
        .map(
            e -> {
              double mean =
                  Math.sqrt((double) audience.get(number).size() * audience.get(e.getKey()).size());
              return new Row(e.getKey(), e.getValue(), Math.round(1000 * e.getValue() / mean));
            })
        .sorted(
            Comparator.comparingLong(Row::score)
                .thenComparingInt(Row::listeners)
                .reversed()
                .thenComparingLong(Row::item))
        .limit(10)
        .forEach(
            row ->
                lines.add(
                    "with %d: %d listeners, %d".formatted(row.item, row.listeners, row.score)));
  }

  /** What one listener has heard in a sitting with the item, at most 50, the newest first. */
  private Set<Long> companions(List<Play> diary) {
    List<List<Play>> sittings = new ArrayList<>();
    for (int i = 0; i < diary.size(); i++) {
      if (i == 0 || diary.get(i).playedAt - diary.get(i - 1).endedAt > SITTING) {
        sittings.add(0, new ArrayList<>());
      }
      sittings.get(0).add(diary.get(i));
    }
    Set<Long> found = new LinkedHashSet<>();
    for (List<Play> sitting : sittings) {
      List<Play> heard = sitting.stream().filter(play -> !play.skip).toList();
      for (int i = heard.size() - 1; i >= 0; i--) {
        if (heard.get(i).items.contains(number)) {
          for (int d = 1; d <= 10 && i >= d; d++) {
            found.addAll(heard.get(i - d).items);
          }
          for (int d = 1; d <= 10 && i + d < heard.size(); d++) {
            found.addAll(heard.get(i + d).items);
          }
        }
      }
    }
    found.remove(0L);
    found.remove(number);
    return new LinkedHashSet<>(found.stream().limit(50).toList());
  }

  /** The same lines of what a portrait shows; ranks are no figures of the ledger. */
  static List<String> shownBy(Board portrait) {
    List<String> lines = new ArrayList<>();
    for (BoardItem row : portrait.items()) {
      long number = Part.numberOf(row.item());
      switch (Part.of(row.item())) {
        case WINDOW -> lines.add(line(Window.values()[(int) number].label(), row));
        case RECENT -> lines.add(line("recent " + number, row));
        case HOUR -> lines.add(line("hour " + number, row));
        case RELATED ->
            lines.add(
                "with %d: %d listeners, %d"
                    .formatted(number, row.listeners(), row.figures().get(Figure.AFFINITY)));
        case STANDING, RANK_1H, RANK_24H -> {}
      }
    }
    return lines;
  }

  private static String line(String name, BoardItem row) {
    return "%s: %d plays by %d".formatted(name, row.plays(), row.listeners());
  }
}
