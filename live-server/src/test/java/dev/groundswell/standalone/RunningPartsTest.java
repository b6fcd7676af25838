package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.Test;

/** What is started is stopped, whenever the stop comes. */
class RunningPartsTest {
  private final RunningParts running = new RunningParts();
  private final List<String> stopped = new ArrayList<>();

  @Test
  void theLastStartedIsStoppedFirstAndOnce() {
    start("first");
    start("second");
    running.stop();
    running.stop();
    assertThat(stopped).containsExactly("second", "first");
  }

  @Test
  void nothingStartsAfterARefusal() {
    start("first");
    running.refuse();
    assertThat(running.stopping()).isTrue();
    assertThatThrownBy(() -> start("second")).isInstanceOf(StartException.class);
    running.stop();
    assertThat(stopped).containsExactly("first");
  }

  @Test
  void whatIsBeingStartedDuringARefusalIsStoppedAtItsEnd() throws Exception {
    CyclicBarrier inside = new CyclicBarrier(2);
    CountDownLatch refused = new CountDownLatch(1);
    Thread starter =
        new Thread(
            () ->
                running.start(
                    "slow",
                    () -> {
                      inside.await();
                      refused.await();
                      return () -> stopped.add("slow");
                    }));
    starter.start();
    inside.await();
    running.refuse();
    refused.countDown();
    running.stop();
    starter.join();
    assertThat(stopped).containsExactly("slow");
  }

  @Test
  void whatIsKeptAfterAStopIsStoppedAtOnce() {
    running.stop();
    running.keep("late", () -> stopped.add("late"));
    assertThat(stopped).containsExactly("late");
  }

  private void start(String name) {
    running.start(name, () -> () -> stopped.add(name));
  }
}
