package dev.groundswell.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
  private static final long MINUTE = Duration.ofMinutes(1).toMillis();
  private static final long NOW = 1_795_000_000_000L;

  @Test
  void theSamePaceForHoursIsNoChange() {
    Pace pace = new Pace();
    for (long at = NOW - 1_500 * MINUTE; at < NOW; at += MINUTE / 4) {
      pace.come(1, at, at);
    }
    assertThat(pace.velocity(NOW)).isCloseTo(0, within(0.05));
  }

  @Test
  void fourTimesAsManyLatelyIsAboutTwoDoublings() {
    Pace pace = new Pace();
    for (long at = NOW - 1_500 * MINUTE; at < NOW; at += MINUTE) {
      pace.come(at > NOW - 40 * MINUTE ? 4 : 1, at, at);
    }
    assertThat(pace.velocity(NOW)).isBetween(1.2, 2.0);
    assertThat(pace.velocity(NOW + 90 * MINUTE)).as("an hour and a half later").isNegative();
  }

  @Test
  void whatIsLearnedLateGivesTheSame() {
    Pace inTime = new Pace();
    Pace late = new Pace();
    Pace merged = new Pace();
    merged.clear(NOW);
    for (long at = NOW - 90 * MINUTE; at < NOW; at += MINUTE) {
      inTime.come(1, at, at);
      late.come(1, at, NOW);
      Pace one = new Pace();
      one.clear(at);
      one.come(1, at, at);
      merged.add(one);
    }
    assertThat(late.velocity(NOW)).isCloseTo(inTime.velocity(NOW), within(1e-9));
    assertThat(merged.velocity(NOW)).isCloseTo(inTime.velocity(NOW), within(1e-9));
  }

  @Test
  void whatIsTakenBackTakesItsWeightAlong() {
    Pace pace = new Pace();
    pace.come(1, NOW - 20 * MINUTE, NOW);
    double before = pace.velocity(NOW);
    pace.come(1, NOW - 5 * MINUTE, NOW);
    pace.come(-1, NOW - 5 * MINUTE, NOW + MINUTE);
    assertThat(pace.velocity(NOW)).isCloseTo(before, within(1e-9));
  }
}
