package dev.groundswell.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContendersTest {
  private static final int LIMIT = 5;
  private final Contenders contenders = new Contenders(LIMIT);
  private final Map<Long, long[]> told = new HashMap<>();

  private record Figures(long item, long plays, long listeners) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void whatIsToldAreTheBestOfAll(long seed) {
    Random random = new Random(seed);
    Map<Long, Figures> all = new HashMap<>();
    for (int step = 0; step < 5_000; step++) {
      long item = random.nextInt(300);
      // Long stretches in which most grow, then most fall, so that the floor rises and is lost.
      boolean grows = step / 1_000 % 2 == 0 ? random.nextInt(4) > 0 : random.nextInt(8) == 0;
      if (grows) {
        long plays = random.nextInt(20) + 1L;
        all.put(item, new Figures(item, plays, random.nextInt((int) plays) + 1L));
        contenders.put(item, plays, all.get(item).listeners());
      } else {
        all.remove(item);
        contenders.remove(item);
      }
      if (random.nextInt(3) == 0) {
        drain(all);
        assertThat(toldNow()).isEqualTo(best(all));
      }
    }
  }

  @Test
  void manyMoreThanTheBestAreNotRanked() {
    for (long item = 1; item <= 10_000; item++) {
      contenders.put(item, 1, 1);
    }
    assertThat(contenders.isShort()).isFalse();
    for (long item = 1; item <= 10; item++) {
      contenders.remove(item);
    }
    assertThat(contenders.isShort()).isTrue();
  }

  private void drain(Map<Long, Figures> all) {
    if (contenders.isShort()) {
      contenders.forgetFloor();
      all.values().forEach(f -> contenders.put(f.item(), f.plays(), f.listeners()));
    }
    contenders.drain(
        new TopN.Changes() {
          @Override
          public void ranked(long item, long plays, long listeners) {
            told.put(item, new long[] {plays, listeners});
          }

          @Override
          public void dropped(long item) {
            told.remove(item);
          }
        });
  }

  private Set<List<Long>> toldNow() {
    Set<List<Long>> rows = rows();
    told.forEach((item, figures) -> rows.add(List.of(item, figures[0], figures[1])));
    return rows;
  }

  private static Set<List<Long>> best(Map<Long, Figures> all) {
    Set<List<Long>> rows = rows();
    all.values().stream()
        .sorted(
            Comparator.comparingLong(Figures::plays)
                .thenComparingLong(Figures::listeners)
                .reversed()
                .thenComparingLong(Figures::item))
        .limit(LIMIT)
        .forEach(f -> rows.add(List.of(f.item(), f.plays(), f.listeners())));
    return rows;
  }

  private static Set<List<Long>> rows() {
    return new TreeSet<>(Comparator.comparing(List::toString));
  }
}
