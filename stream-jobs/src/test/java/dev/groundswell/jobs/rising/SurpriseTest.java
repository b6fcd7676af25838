package dev.groundswell.jobs.rising;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SurpriseTest {
  private final Surprise surprise = new Surprise();

  @Test
  void twelveForFiveIsNoDoubling() {
    assertThat(surprise.of(12, 5)).isCloseTo(0.2542, within(0.0001));
  }

  @ParameterizedTest
  @CsvSource({"4, 0", "6, 0.5", "12, 5", "40, 10", "300, 100", "5000, 1000"})
  void theClosedFormIsNear(long observed, double expected) {
    double o = observed + 0.5;
    double closed =
        Math.log(o / (expected + 0.5)) / Math.log(2)
            - 3.3 * Math.pow(o, -0.5)
            - 2 * Math.pow(o, -1.5);
    assertThat(surprise.of(observed, expected)).isCloseTo(closed, within(0.05));
  }

  @Test
  void somethingNewNeedsFour() {
    assertThat(surprise.of(3, 0)).isLessThan(1);
    assertThat(surprise.of(4, 0)).isGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"3, 0", "4, 0", "12, 5", "40, 10", "40, 13", "300, 100", "5000, 1000"})
  void twiceIsMoreThanOneDoubling(long observed, double expected) {
    assertThat(surprise.isTwice(observed, expected)).isEqualTo(surprise.of(observed, expected) > 1);
  }

  @Test
  void largeCountsGoOnWhereTheTableEnds() {
    assertThat(surprise.of(10_000, 1_000)).isCloseTo(surprise.of(9_999, 1_000), within(0.001));
  }
}
