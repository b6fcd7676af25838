package dev.groundswell.simulator.chance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ChanceTest {

  @Test
  void theSameDecisionIsDrawnTheSameWay() {
    assertThat(Chance.of(1, "day", 7, 20_000).bits())
        .isEqualTo(Chance.of(1, "day", 7, 20_000).bits());
  }

  @Test
  void seedWordAndKeysEachMakeAnotherDecision() {
    long bits = Chance.of(1, "day", 7, 20_000).bits();
    assertThat(Chance.of(2, "day", 7, 20_000).bits()).isNotEqualTo(bits);
    assertThat(Chance.of(1, "night", 7, 20_000).bits()).isNotEqualTo(bits);
    assertThat(Chance.of(1, "day", 20_000, 7).bits()).isNotEqualTo(bits);
  }

  /** Another Java, another machine, a later version: the world of a seed must not change. */
  @Test
  void theNumbersAreFixedForEver() {
    Chance chance = Chance.of(1, "golden", 2, 3);
    assertThat(chance.bits()).isEqualTo(5916846411395589136L);
    assertThat(chance.base62(22)).isEqualTo("B0TvvTIWY4FD91ns0J5ZK0");
  }

  @Test
  void drawsFollowTheirDistributions() {
    Chance chance = Chance.of(1, "distributions");
    int draws = 50_000;
    double sum = 0;
    double squares = 0;
    int below = 0;
    double waits = 0;
    for (int i = 0; i < draws; i++) {
      double x = chance.normal(10, 2);
      sum += x;
      squares += (x - 10) * (x - 10);
      below += chance.logNormal(200, 0.5) < 200 ? 1 : 0;
      waits += chance.exponential(3);
    }
    assertThat(sum / draws).isCloseTo(10, within(0.05));
    assertThat(squares / draws).isCloseTo(4, within(0.15));
    assertThat(below / (double) draws).isCloseTo(0.5, within(0.01));
    assertThat(waits / draws).isCloseTo(3, within(0.08));
  }

  @Test
  void weightsAreDrawnInProportion() {
    Chance chance = Chance.of(1, "weights");
    Weighted weighted = Weighted.by(1, 0, 3);
    int[] drawn = new int[3];
    for (int i = 0; i < 40_000; i++) {
      drawn[weighted.draw(chance)]++;
    }
    assertThat(drawn[1]).isZero();
    assertThat(drawn[2] / (double) drawn[0]).isCloseTo(3, within(0.15));
  }
}
