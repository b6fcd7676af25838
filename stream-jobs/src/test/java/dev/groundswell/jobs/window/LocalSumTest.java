package dev.groundswell.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.util.OneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LocalSumTest {
  private OneInputStreamOperatorTestHarness<ItemDelta, ItemDelta> sums;

  @BeforeEach
  void open() throws Exception {
    sums = Stages.localSum();
    sums.open();
    sums.setProcessingTime(1_000);
  }

  @AfterEach
  void close() throws Exception {
    sums.close();
  }

  @Test
  void oneMessageAnItemAfterFiveMilliseconds() throws Exception {
    add(7, 10, 1);
    add(7, 10, 1);
    add(8, 10, 1);
    sums.setProcessingTime(1_004);
    assertThat(sums.extractOutputValues()).isEmpty();
    sums.setProcessingTime(1_005);
    assertThat(plays()).containsExactlyInAnyOrder("7:2", "8:1");
  }

  @Test
  void whatCancelsOutIsNotSent() throws Exception {
    add(7, 10, 1);
    add(7, 10, -1);
    sums.setProcessingTime(1_005);
    assertThat(sums.extractOutputValues()).isEmpty();
  }

  @Test
  void sumsGoAheadOfTheWatermark() throws Exception {
    add(7, 10, 1);
    sums.processWatermark(20);
    assertThat(sums.getOutput()).hasSize(2).last().isEqualTo(new Watermark(20));
  }

  @Test
  void sumsGoAheadOfTheBarrierSoNothingIsLostOrDoubled() throws Exception {
    add(7, 10, 1);
    sums.prepareSnapshotPreBarrier(1);
    assertThat(plays()).containsExactly("7:1");
    sums.setProcessingTime(1_005);
    assertThat(plays()).as("not again").containsExactly("7:1");
  }

  @Test
  void oneMessageNeverMixesTwoInstants() throws Exception {
    add(7, 10, 1);
    add(7, 20, 1);
    sums.processWatermark(20);
    assertThat(sums.extractOutputValues()).extracting(delta -> delta.at).containsExactly(10L, 20L);
  }

  @Test
  void manyItemsDoNotWait() throws Exception {
    for (int item = 1; item <= 4096; item++) {
      add(item, 10, 1);
    }
    assertThat(sums.extractOutputValues()).hasSize(4096);
  }

  private void add(long item, long at, int sign) throws Exception {
    ItemDelta delta = new ItemDelta();
    delta.set(item, at, 0, sign, 0b1111, 0);
    sums.processElement(delta, at);
  }

  private List<String> plays() {
    return sums.extractOutputValues().stream().map(d -> d.item + ":" + d.plays[0]).toList();
  }
}
