package dev.groundswell.jobs;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is to be expected of each item, computed the slow and obvious way from all plays. */
public final class NaiveRising {
  private static final long HOUR = 3_600_000;
  private static final int WEIGHT = 200;

  private record Play(long listener, PlayState state) {}

  private record Presence(long item, long listener, long hour) {}

  /** Listeners of the last hour, and how many were to be expected. */
  public record Figures(long listeners, double expected) {}

  private final List<Play> plays = new ArrayList<>();

  public void apply(PlayChange change) {
    if (change.before() != null) {
      plays.remove(new Play(change.listener(), change.before()));
    }
    if (change.after() != null) {
      plays.add(new Play(change.listener(), change.after()));
    }
  }

  public Map<Long, Figures> figures(Kind kind, long asOf) {
    Map<Long, Set<Long>> now = new HashMap<>();
    Set<Presence> past = new HashSet<>();
    for (Play play : plays) {
      long at = play.state().countedAt();
      for (long item : NaiveBoards.itemsOf(play.state(), kind)) {
        if (item != 0 && at > Window.H1.from(asOf) && at <= asOf) {
          now.computeIfAbsent(item, i -> new HashSet<>()).add(play.listener());
        }
        if (item != 0 && at > Window.D7.from(asOf) && at <= asOf) {
          past.add(new Presence(item, play.listener(), at / HOUR));
        }
      }
    }
    long current = asOf / HOUR;
    long middle = (asOf - HOUR / 2) / HOUR;
    Map<Long, Long> flat = new HashMap<>();
    Map<Long, Long> same = new HashMap<>();
    for (Presence presence : past) {
      long age = current - presence.hour();
      if (age >= 2) {
        flat.merge(presence.item(), 1L, Long::sum);
      }
      for (int day = 1; day <= 7; day++) {
        if (Math.abs(middle - presence.hour() - 24 * day) <= 1) {
          same.merge(presence.item(), 1L, Long::sum);
        }
      }
    }
    double all = now.values().stream().mapToInt(Set::size).sum();
    double allFlat = flat.values().stream().mapToLong(Long::longValue).sum();
    double allSame = same.values().stream().mapToLong(Long::longValue).sum();
    Map<Long, Figures> figures = new HashMap<>();
    now.forEach(
        (item, listeners) -> {
          double share = allFlat == 0 ? 0 : flat.getOrDefault(item, 0L) / allFlat;
          double p = (same.getOrDefault(item, 0L) + WEIGHT * share) / (allSame + WEIGHT);
          figures.put(item, new Figures(listeners.size(), all * p));
        });
    return figures;
  }
}
