package dev.groundswell.jobs.window;

import dev.groundswell.events.Head;
import dev.groundswell.events.Window;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The figures of whole windows as they were told last, bucket by bucket. Nothing of it is kept over
 * a restart: all of it is told anew.
 */
public final class WholeTotals {
  private final Map<WholeTotal.Of, Map<Integer, WholeTotal>> told =
      new EnumMap<>(WholeTotal.Of.class);
  private final BucketRollCall roll = new BucketRollCall();
  private final Map<WholeTotal.Of, Long> sums = new EnumMap<>(WholeTotal.Of.class);

  public void apply(WholeTotal total) {
    WholeTotal before =
        told.computeIfAbsent(total.of(), of -> new HashMap<>()).put(total.bucket().number(), total);
    if (total.of() == WholeTotal.Of.TRACKS) {
      roll.note(total.bucket());
    }
    sums.merge(total.of(), total.number() - (before == null ? 0 : before.number()), Long::sum);
  }

  public long of(WholeTotal.Of of) {
    return sums.getOrDefault(of, 0L);
  }

  public boolean has(WholeTotal.Of of) {
    return sums.containsKey(of);
  }

  /**
   * Whether every bucket has spoken since the jobs began; the others are told by one of them, ahead
   * of its tracks.
   */
  public boolean areComplete() {
    return roll.isAll();
  }

  /** The head of a board of the last hour. */
  public Head head(long asOf, long withheld) {
    return new Head(
        asOf, Window.H1.from(asOf), of(WholeTotal.Of.PLAYS), of(WholeTotal.Of.LISTENERS), withheld);
  }
}
