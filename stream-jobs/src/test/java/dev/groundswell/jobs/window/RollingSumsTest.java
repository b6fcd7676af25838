package dev.groundswell.jobs.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Unclassified;
import dev.groundswell.jobs.window.BucketNews.Whole;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import java.util.List;
import java.util.Queue;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RollingSumsTest {
  private static final long AT = 1_795_000_000_000L;
  private static final int M5 = 1 << Window.M5.ordinal();
  private static final Topic TRACKS = new Topic(Kind.TRACKS, Window.M5);
  private static final Topic ARTISTS = new Topic(Kind.ARTISTS, Window.M5);
  private static final Topic GENRES = new Topic(Kind.GENRES, Window.M5);
  private static final int ALL = 0b1111;
  private static final BucketNumber ONLY = new BucketNumber(0, 1);
  private KeyedOneInputStreamOperatorTestHarness<Long, ItemDelta, BucketNews> sums;

  @AfterEach
  void close() throws Exception {
    sums.close();
  }

  @Test
  void anItemComesOneAboveTheMinimumAndStaysDownToIt() throws Exception {
    open(2);
    add(track(7), AT, 1, M5, M5);
    add(track(7), AT, 1, M5, M5);
    assertThat(told()).containsExactly(new Withheld(TRACKS, AT, ONLY, 1));
    add(track(7), AT, 1, M5, M5);
    assertThat(told())
        .containsExactly(new Candidate(TRACKS, AT, 7, 3, 3), new Withheld(TRACKS, AT, ONLY, 0));
    add(track(7), AT, -1, M5, M5);
    assertThat(told()).containsExactly(new Candidate(TRACKS, AT, 7, 2, 2));
    add(track(7), AT, -1, M5, M5);
    assertThat(told()).containsExactly(new Gone(TRACKS, AT, 7), new Withheld(TRACKS, AT, ONLY, 1));
    add(track(7), AT, 1, M5, M5);
    assertThat(told()).as("two are again too few").isEmpty();
  }

  @Test
  void aMinimumOfOneHidesNothing() throws Exception {
    open(1);
    add(track(7), AT, 1, M5, M5);
    assertThat(told()).containsExactly(new Candidate(TRACKS, AT, 7, 1, 1));
  }

  @Test
  void theWholeIsHiddenLikeAnyOtherFigure() throws Exception {
    open(2);
    add(Item.WHOLE, AT, 1, M5, M5);
    assertThat(told())
        .containsExactly(
            new Whole(TRACKS, AT, 0, 0), new Whole(ARTISTS, AT, 0, 0), new Whole(GENRES, AT, 0, 0));
    add(Item.WHOLE, AT, 1, M5, M5);
    add(Item.WHOLE, AT, 1, M5, M5);
    assertThat(told())
        .containsExactly(
            new Whole(TRACKS, AT, 3, 3), new Whole(ARTISTS, AT, 3, 3), new Whole(GENRES, AT, 3, 3));
  }

  @Test
  void whatIsOfNoGenreIsToldButNeitherRankedNorWithheld() throws Exception {
    open(2);
    add(Item.UNCLASSIFIED, AT, 1, M5, M5);
    assertThat(told()).containsExactly(new Unclassified(GENRES, AT, -1));
    add(Item.UNCLASSIFIED, AT, 1, M5, M5);
    add(Item.UNCLASSIFIED, AT, 1, M5, M5);
    assertThat(told()).containsExactly(new Unclassified(GENRES, AT, 3));
    for (int i = 0; i < 3; i++) {
      add(Item.UNCLASSIFIED, AT, -1, M5, M5);
    }
    assertThat(told()).containsExactly(new Unclassified(GENRES, AT, 0));
  }

  @Test
  void aTrackAnArtistAndAGenreOfTheSameNumberAreThreeItems() throws Exception {
    open(1);
    add(track(7), AT, 1, M5, M5);
    add(Item.of(Kind.ARTISTS, 7), AT, 1, M5, M5);
    add(Item.of(Kind.GENRES, 7), AT, 1, M5, M5);
    assertThat(told())
        .containsExactlyInAnyOrder(
            new Candidate(TRACKS, AT, 7, 1, 1),
            new Candidate(ARTISTS, AT, 7, 1, 1),
            new Candidate(GENRES, AT, 7, 1, 1));
  }

  @Test
  void whatBelongsToALaterInstantWaitsForIt() throws Exception {
    open(1);
    add(track(7), AT + 250, 1, M5, M5);
    assertThat(told()).isEmpty();
    sums.processWatermark(AT + 250);
    assertThat(told()).containsExactly(new Candidate(TRACKS, AT + 250, 7, 1, 1));
  }

  @Test
  void whatIsZeroIsNotKept() throws Exception {
    open(1);
    add(track(7), AT, 1, ALL, ALL);
    add(track(7), AT, -1, ALL, ALL);
    assertThat(told()).isEmpty();
    assertThat(sums.numKeyedStateEntries()).isZero();
  }

  @Test
  void aBucketTellsOfItsBestHundred() throws Exception {
    open(1);
    for (long item = 1; item <= 150; item++) {
      add(track(item), AT, 1, M5, M5);
    }
    assertThat(told()).hasSize(100);
    add(track(150), AT, 1, M5, 0);
    assertThat(told())
        .containsExactlyInAnyOrder(new Candidate(TRACKS, AT, 150, 2, 1), new Gone(TRACKS, AT, 100));
  }

  @Test
  void whenTheBestFallTheOthersAreFoundAgain() throws Exception {
    open(1);
    for (long item = 1; item <= 1_000; item++) {
      add(track(item), AT, 1, M5, M5);
    }
    assertThat(told()).hasSize(100);
    for (long item = 1; item <= 950; item++) {
      add(track(item), AT, -1, M5, M5);
    }
    assertThat(told())
        .contains(new Candidate(TRACKS, AT, 951, 1, 1), new Candidate(TRACKS, AT, 1_000, 1, 1))
        .hasSize(150);
  }

  @Test
  void afterARestoreEverythingIsToldAnew() throws Exception {
    open(1);
    add(track(7), AT, 1, M5, M5);
    sums.prepareSnapshotPreBarrier(1);
    var kept = sums.snapshot(1, 1);
    assertThat(sums.extractOutputValues()).as("nothing is untold in a checkpoint").hasSize(1);
    sums.close();

    sums = Stages.rollingSums(1);
    sums.initializeState(kept);
    sums.open();
    sums.processWatermark(AT);
    assertThat(told())
        .contains(new Candidate(TRACKS, AT, 7, 1, 1), new Withheld(GENRES, AT, ONLY, 0));
    add(track(7), AT, -1, M5, M5);
    assertThat(told()).containsExactly(new Gone(TRACKS, AT, 7));
  }

  @Test
  void onePlayASecondIsShownInPassingAndOnlyOfPublicRecordings() throws Exception {
    open(2);
    sums.setProcessingTime(10_000);
    for (int i = 0; i < 5; i++) {
      add(track(7), AT, 1, ALL, ALL);
    }
    Queue<StreamRecord<SampledPlay>> sampled = sums.getSideOutput(Stages.SAMPLED);
    assertThat(sampled).extracting(StreamRecord::getValue).containsExactly(new SampledPlay(7, AT));
    sums.setProcessingTime(11_000);
    add(track(7), AT, 1, ALL, ALL);
    assertThat(sampled).hasSize(2);
  }

  private void open(int minListeners) throws Exception {
    sums = Stages.rollingSums(minListeners);
    sums.open();
    sums.processWatermark(AT);
    sums.getOutput().clear();
  }

  private void add(long item, long at, int sign, int windows, int first) throws Exception {
    ItemDelta delta = new ItemDelta();
    delta.set(item, at, sign > 0 ? at : 0, sign, windows, first);
    sums.processElement(delta, at);
  }

  private List<BucketNews> told() throws Exception {
    sums.setProcessingTime(sums.getProcessingTime() + Alarm.COALESCE_MILLIS);
    List<BucketNews> told = sums.extractOutputValues();
    sums.getOutput().clear();
    return told;
  }

  private static long track(long number) {
    return Item.of(Kind.TRACKS, number);
  }
}
