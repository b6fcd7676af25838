package dev.groundswell.jobs.window;

import dev.groundswell.events.Head;
import dev.groundswell.events.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of the whole last hour as they were told last, part by part. */
public final class HourTotals {
  private final Map<HourTotal.Of, Map<Integer, HourTotal>> parts = new EnumMap<>(HourTotal.Of.class);
  private final Map<HourTotal.Of, Long> sums = new EnumMap<>(HourTotal.Of.class);

  public void apply(HourTotal total) {
    HourTotal before =
        parts.computeIfAbsent(total.of(), of -> new HashMap<>()).put(total.part(), total);
    sums.merge(total.of(), total.number() - (before == null ? 0 : before.number()), Long::sum);
  }

  public long of(HourTotal.Of of) {
    return sums.getOrDefault(of, 0L);
  }

  /** What amounts to all that was told. */
  public List<HourNews> remember() {
    List<HourNews> all = new ArrayList<>();
    parts.values().forEach(some -> all.addAll(some.values()));
    return all;
  }

  /** The head of a board of the last hour. */
  public Head head(long asOf, long withheld) {
    return new Head(
        asOf, Window.H1.from(asOf), of(HourTotal.Of.PLAYS), of(HourTotal.Of.LISTENERS), withheld);
  }
}
