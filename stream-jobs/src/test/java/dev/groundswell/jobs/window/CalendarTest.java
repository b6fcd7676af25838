package dev.groundswell.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalendarTest {
  private final Calendar calendar = new Calendar();
  private final List<Long> called = new ArrayList<>();

  @Test
  void theEarliestIsCalledFirstAndEachOnce() {
    calendar.add(20, 1);
    calendar.add(10, 2);
    calendar.add(20, 3);
    calendar.add(30, 4);
    calendar.call(20, called::add);
    calendar.call(29, called::add);
    assertThat(called).containsExactly(2L, 1L, 3L);
  }

  @Test
  void whoIsEnteredDuringACallIsCalledTooIfDue() {
    calendar.add(10, 1);
    calendar.call(
        20,
        listener -> {
          called.add(listener);
          if (listener == 1) {
            calendar.add(15, 2);
            calendar.add(25, 3);
          }
        });
    assertThat(called).containsExactly(1L, 2L);
  }
}
