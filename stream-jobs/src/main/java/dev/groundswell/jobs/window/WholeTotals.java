package dev.groundswell.jobs.window;

import dev.groundswell.events.Head;
import dev.groundswell.events.Window;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The figures of whole windows as they were told last, part by part. */
public final class WholeTotals {
  private final Map<WholeTotal.Of, Map<Integer, WholeTotal>> parts =
      new EnumMap<>(WholeTotal.Of.class);
  private final Map<WholeTotal.Of, Long> sums = new EnumMap<>(WholeTotal.Of.class);

  public void apply(WholeTotal total) {
    WholeTotal before =
        parts.computeIfAbsent(total.of(), of -> new HashMap<>()).put(total.part(), total);
    sums.merge(total.of(), total.number() - (before == null ? 0 : before.number()), Long::sum);
  }

  public long of(WholeTotal.Of of) {
    return sums.getOrDefault(of, 0L);
  }

  public boolean has(WholeTotal.Of of) {
    return sums.containsKey(of);
  }

  /**
   * What amounts to all that was told, but for the tracks: after a restart there may be fewer who
   * know a part of those, and each tells it anew.
   */
  public List<TimeNews> remember() {
    List<TimeNews> all = new ArrayList<>();
    parts.forEach(
        (of, some) -> {
          if (of != WholeTotal.Of.TRACKS) {
            all.addAll(some.values());
          }
        });
    return all;
  }

  /** The head of a board of the last hour. */
  public Head head(long asOf, long withheld) {
    return new Head(
        asOf, Window.H1.from(asOf), of(WholeTotal.Of.PLAYS), of(WholeTotal.Of.LISTENERS), withheld);
  }
}
