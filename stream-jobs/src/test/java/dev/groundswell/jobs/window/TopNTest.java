package dev.groundswell.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopNTest {
  private record Row(long item, long plays, long listeners) {}

  /** Knows the best only from what is told. */
  private static final class Listener implements TopN.Changes {
    final Map<Long, Row> rows = new HashMap<>();

    @Override
    public void ranked(long item, long plays, long listeners) {
      rows.put(item, new Row(item, plays, listeners));
    }

    @Override
    public void dropped(long item) {
      assertThat(rows.remove(item)).isNotNull();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void itIsWhatSortingSays(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    TopN top = new TopN(10);
    Map<Long, Row> all = new HashMap<>();
    Listener listener = new Listener();
    for (int step = 0; step < 5_000; step++) {
      long item = chance.nextInt(60);
      if (chance.nextInt(4) == 0) {
        top.remove(item);
        all.remove(item);
      } else {
        Row row = new Row(item, chance.nextInt(8), chance.nextInt(3));
        top.put(item, row.plays(), row.listeners());
        all.put(item, row);
      }
      if (chance.nextInt(3) == 0) {
        top.drain(listener);
        List<Row> best =
            all.values().stream()
                .sorted(
                    Comparator.comparingLong(Row::plays)
                        .thenComparingLong(Row::listeners)
                        .reversed()
                        .thenComparingLong(Row::item))
                .limit(10)
                .toList();
        assertThat(rowsOf(top)).isEqualTo(best);
        assertThat(listener.rows.values()).containsExactlyInAnyOrderElementsOf(best);
      }
    }
  }

  @Test
  void whatComesAndGoesBetweenTwoDrainsIsNotTold() {
    TopN top = new TopN(2);
    Listener listener = new Listener();
    top.put(1, 5, 1);
    top.remove(1);
    top.drain(listener);
    assertThat(listener.rows).isEmpty();
    assertThat(top.hasChanges()).isFalse();
  }

  @Test
  void theBestOfTheRestMovesUpWhenOneFalls() {
    TopN top = new TopN(2);
    top.put(1, 5, 1);
    top.put(2, 4, 1);
    top.put(3, 3, 1);
    top.put(1, 1, 1);
    assertThat(rowsOf(top)).containsExactly(new Row(2, 4, 1), new Row(3, 3, 1));
    top.remove(2);
    assertThat(rowsOf(top)).containsExactly(new Row(3, 3, 1), new Row(1, 1, 1));
  }

  private static List<Row> rowsOf(TopN top) {
    return top.best().stream().map(e -> new Row(e.item(), e.plays(), e.listeners())).toList();
  }
}
