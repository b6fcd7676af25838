package dev.groundswell.server.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Minutes;
import dev.groundswell.events.Points;
import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.boards.BoardVersion;
import dev.groundswell.server.boards.BoardWriting;
import dev.groundswell.server.boards.BoardWriting.Written;
import dev.groundswell.server.boards.JobsTimeSetter;
import dev.groundswell.server.boards.LogId;
import dev.groundswell.server.boards.TestNames;
import dev.groundswell.server.boards.TopicLogReading;
import dev.groundswell.testing.SetClock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedHubTest {
  private static final Topic TOPIC = new Topic(Topic.Kind.TRACKS, Window.H1);

  private final SetClock clock = new SetClock(BoardWriting.BEGINNING);
  private final TestNames names = new TestNames();
  private final JobsTimeSetter time = new JobsTimeSetter(clock);
  private final FeedHub hub = hub();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aSnapshotAndItsDeltasAreTheJsonAtEachStep(long seed) {
    BoardWriting jobs = new BoardWriting(seed, Window.H1);
    TopicLogReading log = new TopicLogReading();
    tell(hub, log, jobs.write(1));
    List<Collecting> readers = new ArrayList<>();
    List<Subscription> subscriptions = new ArrayList<>();
    for (Limit limit : Limit.values()) {
      readers.add(new Collecting());
      subscriptions.add(subscription(hub, limit, null));
    }
    for (int step = 0; step < 300; step++) {
      if (step == 150) {
        names.rename(" (new)");
        clock.advance(3_600_000);
      }
      tell(hub, log, jobs.write(1));
      for (Limit limit : Limit.values()) {
        Collecting reader = readers.get(limit.ordinal());
        reader.drain(subscriptions.get(limit.ordinal()));
        assertThat(reader.replica.payload()).isEqualTo(json(hub, limit));
        assertThat(reader.replica.id()).isEqualTo(hub.snapshot(TOPIC, limit).orElseThrow().id());
      }
    }
    Collecting five = readers.get(0);
    assertThat(five.events).startsWith("snapshot").doesNotContain("reset cursor_expired");
    assertThat(five.ids).hasSizeLessThan(readers.get(4).ids.size()).doesNotHaveDuplicates();
  }

  @Test
  void whatChangesNothingUnderALimitIsNotSentUnderIt() {
    BoardWriting jobs = new BoardWriting(4, Window.H1);
    TopicLogReading log = new TopicLogReading();
    tell(hub, log, jobs.write(30));
    Collecting five = new Collecting();
    Collecting hundred = new Collecting();
    Subscription toFive = subscription(hub, Limit.FIVE, null);
    Subscription toHundred = subscription(hub, Limit.HUNDRED, null);
    five.drain(toFive);
    hundred.drain(toHundred);
    long low = jobs.state().items().get(jobs.state().items().size() - 1).item();

    tell(hub, log, List.of(jobs.writePlayOf(low)));

    assertThat(five.drain(toFive).events).containsExactly("snapshot");
    assertThat(hundred.drain(toHundred).events).containsExactly("snapshot", "delta");
  }

  @Test
  void everyEventOfTheLastHundredIsResumedFromExactly() {
    BoardWriting jobs = new BoardWriting(5, Window.H1);
    TopicLogReading log = new TopicLogReading();
    Collecting first = new Collecting();
    Subscription whole = subscription(hub, Limit.TEN, null);
    List<String> payloads = new ArrayList<>();
    tell(hub, log, jobs.write(1));
    first.drain(whole);
    payloads.add(first.replica.payload().toString());
    while (first.ids.size() <= TopicFeed.MOST_MISSED) {
      tell(hub, log, jobs.write(1));
      first.drain(whole);
      if (payloads.size() < first.ids.size()) {
        payloads.add(first.replica.payload().toString());
      }
    }
    for (int missed = 0; missed <= TopicFeed.MOST_MISSED; missed++) {
      int from = first.ids.size() - 1 - missed;
      Collecting again = new Collecting();
      again.replica.take("snapshot", first.ids.get(from), payloads.get(from));
      again.drain(subscription(hub, Limit.TEN, first.ids.get(from)));
      assertThat(again.frames).isEqualTo(first.frames.subList(from + 1, first.frames.size()));
      assertThat(again.replica.payload()).isEqualTo(json(hub, Limit.TEN));
    }
  }

  @Test
  void whoMissedMoreStartsOver() {
    BoardWriting jobs = new BoardWriting(6, Window.H1);
    TopicLogReading log = new TopicLogReading();
    tell(hub, log, jobs.write(1));
    String id = hub.snapshot(TOPIC, Limit.HUNDRED).orElseThrow().id();
    tell(hub, log, jobs.write(400));

    assertThat(new Collecting().drain(subscription(hub, Limit.HUNDRED, id)).events)
        .containsExactly("reset too_far", "snapshot");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1-0", "9999999999999-0", "nonsense", "1795328621018", "-", "5-5-5"})
  void anUnknownCursorStartsOver(String cursor) {
    tell(hub, new TopicLogReading(), new BoardWriting(7, Window.H1).write(10));

    assertThat(new Collecting().drain(subscription(hub, Limit.FIVE, cursor)).events)
        .containsExactly("reset cursor_expired", "snapshot");
  }

  @ParameterizedTest
  @ValueSource(longs = {8, 9, 10})
  void serversThatBeganToReadAtDifferentPlacesSendTheSameFrames(long seed) {
    SplittableRandom chance = new SplittableRandom(seed);
    List<Written> written = new BoardWriting(seed, Window.H1).write(500);
    int begun = 1 + chance.nextInt(200);
    FeedHub late = hub();
    TopicLogReading whole = new TopicLogReading();
    TopicLogReading part = new TopicLogReading();
    tell(hub, whole, written.subList(0, 300));
    readBack(late, part, written.subList(begun, 300));
    for (Limit limit : Limit.values()) {
      assertThat(late.snapshot(TOPIC, limit).orElseThrow().payload())
          .isEqualTo(hub.snapshot(TOPIC, limit).orElseThrow().payload());
    }
    Collecting here = new Collecting();
    Collecting there = new Collecting();
    Subscription toHere = subscription(hub, Limit.FIVE, null);
    Subscription toThere = subscription(late, Limit.FIVE, null);
    here.drain(toHere);
    there.drain(toThere);
    tell(hub, whole, written.subList(300, 500));
    tell(late, part, written.subList(300, 500));
    assertThat(there.drain(toThere).frames).isEqualTo(here.drain(toHere).frames);
  }

  @Test
  void aLogThatBeganAnewWithLaterIdsGoesOn() {
    BoardWriting jobs = new BoardWriting(11, Window.H1);
    TopicLogReading log = new TopicLogReading();
    tell(hub, log, jobs.write(70));
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    reader.drain(subscription);

    tell(hub, log, List.of(jobs.writeKeyframe()));

    assertThat(reader.drain(subscription).events).containsExactly("snapshot", "delta");
    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.TEN));
  }

  @Test
  void aLogThatBeganAnewWithEarlierIdsIsAReset() {
    BoardWriting jobs = new BoardWriting(12, Window.H1);
    tell(hub, new TopicLogReading(), jobs.write(70));
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    reader.drain(subscription);
    String old = reader.replica.id();

    jobs.goBack(10_000);
    TopicLogReading anew = new TopicLogReading();
    readBack(hub, anew, jobs.write(5));

    assertThat(reader.drain(subscription).events)
        .containsExactly("snapshot", "reset restart", "snapshot");
    tell(hub, anew, jobs.write(5));
    reader.drain(subscription);
    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.TEN));
    assertThat(new Collecting().drain(subscription(hub, Limit.TEN, old)).events)
        .containsExactly("reset cursor_expired", "snapshot");
  }

  @Test
  void readingALogBackTwiceTellsNobodyAnything() {
    BoardWriting jobs = new BoardWriting(13, Window.H1);
    List<Written> written = jobs.write(80);
    readBack(hub, new TopicLogReading(), written);
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    reader.drain(subscription);

    readBack(hub, new TopicLogReading(), written);

    assertThat(reader.drain(subscription).events).containsExactly("snapshot");
  }

  @Test
  void boardsAreStaleWhenTimeStopsAndSaySoUntilItMoves() {
    BoardWriting jobs = new BoardWriting(14, Window.H1);
    tell(hub, new TopicLogReading(), jobs.write(3));
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    reader.drain(subscription);
    assertThat(reader.replica.payload().has("stale")).isFalse();
    String id = reader.replica.id();

    clock.advance(5_001);
    hub.ticked();
    reader.drain(subscription);

    assertThat(reader.replica.payload().get("stale").asBoolean()).isTrue();
    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.TEN));
    assertThat(reader.replica.id()).isEqualTo(id);

    time.is(clock.millis());
    hub.ticked();
    reader.drain(subscription);

    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.TEN));
    assertThat(reader.replica.payload().has("stale")).isFalse();
    assertThat(reader.events).containsExactly("snapshot", "delta", "delta");
  }

  @Test
  void whoWaitsBeforeTheFirstVersionGetsASnapshotWithIt() {
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    assertThat(reader.drain(subscription).events).isEmpty();

    tell(hub, new TopicLogReading(), new BoardWriting(15, Window.H1).write(2));

    assertThat(reader.drain(subscription).events).containsExactly("snapshot");
  }

  @Test
  void whoWasTooSlowSkipsToTheNewest() {
    BoardWriting jobs = new BoardWriting(16, Window.H1);
    TopicLogReading log = new TopicLogReading();
    tell(hub, log, jobs.write(3));
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    reader.drain(subscription);

    tell(hub, log, jobs.write(9));
    subscription.skip();

    assertThat(reader.drain(subscription).events)
        .containsExactly("snapshot", "reset slow", "snapshot");
    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.TEN));
  }

  @Test
  void aRankThatIsForgottenIsARestart() {
    BoardWriting jobs = new BoardWriting(17, Window.H1);
    TopicLogReading log = new TopicLogReading();
    tell(hub, log, jobs.write(250));
    BoardVersion last = log.last();
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.HUNDRED, null);
    reader.drain(subscription);

    hub.appended(TOPIC, List.of(TopicLogReading.withoutRanks(last))).blockingAwait();

    assertThat(reader.drain(subscription).events)
        .containsExactly("snapshot", "reset restart", "snapshot");
    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.HUNDRED));
  }

  @Test
  void namesThatCannotBeLookedUpLeaveTheirRowsOutUntilTheyCan() {
    BoardWriting jobs = new BoardWriting(18, Window.H1);
    TopicLogReading log = new TopicLogReading();
    names.goAway(true);
    tell(hub, log, jobs.write(20));
    Collecting reader = new Collecting();
    Subscription subscription = subscription(hub, Limit.TEN, null);
    reader.drain(subscription);
    assertThat(reader.replica.payload().get("items")).isEmpty();

    names.goAway(false);
    clock.advance(6_000);
    tell(hub, log, jobs.write(5));

    reader.drain(subscription);
    assertThat(reader.replica.payload().get("items")).isNotEmpty();
    assertThat(reader.replica.payload()).isEqualTo(json(hub, Limit.TEN));
  }

  @ParameterizedTest
  @EnumSource(
      value = Topic.Kind.class,
      names = {"ARTISTS", "GENRES"})
  void boardsOfArtistsAndGenresAreToldLikeThoseOfTracks(Topic.Kind kind) {
    Topic topic = new Topic(kind, Window.H24);
    BoardWriting jobs = new BoardWriting(19, Window.H24);
    TopicLogReading log = new TopicLogReading();
    Collecting reader = new Collecting();
    Subscription subscription =
        new BoardSubscription(hub, hub.board(topic), Limit.TWENTY_FIVE, null);
    for (int step = 0; step < 300; step++) {
      if (step == 150) {
        names.rename(" (new)");
        clock.advance(3_600_000);
      }
      hub.appended(topic, log.read(jobs.write(1))).blockingAwait();
      reader.drain(subscription);
      assertThat(reader.replica.payload()).isEqualTo(json(hub, topic, Limit.TWENTY_FIVE));
    }
    JsonNode first = reader.replica.payload().get("items").get(0);
    assertThat(first.get("name").asText()).endsWith(" (new)");
    assertThat(first.has("title")).isFalse();
    assertThat(first.has("url")).isEqualTo(kind == Topic.Kind.ARTISTS);
    assertThat(reader.replica.payload().get("unclassified").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void whatRisesIsToldWithItsScoreAndWithoutPlays() {
    Topic topic = Topic.rising(Topic.Kind.ARTISTS);
    Collecting reader = new Collecting();
    Subscription subscription = new BoardSubscription(hub, hub.board(topic), Limit.FIVE, null);
    for (int step = 0; step < 20; step++) {
      BoardItem row =
          new BoardItem(
              7,
              3,
              Figures.of(Figure.PLAYS, 0, Figure.LISTENERS, 30 + step / 2)
                  .with(Figure.SCORE, 250 + step)
                  .with(Figure.VELOCITY, step / 5 - 2)
                  .with(Figure.EXPECTED, 21));
      Head head =
          new Head(BoardWriting.BEGINNING + step, BoardWriting.BEGINNING, 0, 0, 2)
              .with(Figure.LEARNING, step / 10);
      FeedState state = new FeedState(head, List.of(row));
      LogId id = new LogId(BoardWriting.BEGINNING + step, 0);
      hub.appended(topic, List.of(new BoardVersion(id, false, state))).blockingAwait();
      reader.drain(subscription);
      assertThat(reader.replica.payload()).isEqualTo(json(hub, topic, Limit.FIVE));
    }
    JsonNode payload = reader.replica.payload();
    assertThat(payload.at("/learning")).hasToString("{\"days\":1,\"of\":7}");
    JsonNode row = payload.at("/items/0");
    assertThat(row.at("/score").asDouble()).isEqualTo(2.69);
    assertThat(row.at("/velocity").asDouble()).isEqualTo(0.1);
    assertThat(row.at("/expected").asDouble()).isEqualTo(2.1);
    assertThat(row.at("/listeners").asInt()).isEqualTo(39);
    assertThat(row.has("plays")).isFalse();
  }

  @Test
  void thePulseIsToldMinuteByMinuteAndWithoutLimits() {
    Collecting reader = new Collecting();
    Subscription subscription = new BoardSubscription(hub, hub.board(Topic.PULSE), Limit.ALL, null);
    long first = Minutes.of(BoardWriting.BEGINNING);
    for (int step = 0; step < 150; step++) {
      List<BoardItem> rows = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        rows.add(new BoardItem(first + step / 10 + i, i + step % 3, (i + step) % 4, -1));
      }
      Figures totals = Figures.of(Figure.WITHHELD, step / 50).with(Figure.RATE, 123);
      if (step % 40 > 5) {
        totals = totals.with(Figure.PLAYS, step).with(Figure.TRACKS, 7);
      }
      append(Topic.PULSE, step, new Head(asOf(step), BoardWriting.BEGINNING, totals), rows);
      reader.drain(subscription);
      assertThat(reader.replica.payload()).isEqualTo(json(hub, Topic.PULSE, Limit.FIVE));
    }
    JsonNode payload = reader.replica.payload();
    assertThat(payload.at("/plays_per_minute").asDouble()).isEqualTo(12.3);
    assertThat(payload.at("/tracks").asInt()).isEqualTo(7);
    assertThat(payload.has("listeners")).isFalse();
    assertThat(payload.get("items")).hasSize(60);
    assertThat(payload.at("/items/0/id").asText()).isEqualTo("2026-11-22T06:37:00Z");
  }

  @Test
  void theWaveThatShowsSomethingElseBeginsAnew() {
    Collecting reader = new Collecting();
    Subscription subscription = new BoardSubscription(hub, hub.board(Topic.WAVE), Limit.ALL, null);
    for (int step = 0; step < 30; step++) {
      Head head =
          new Head(asOf(step), BoardWriting.BEGINNING, 9, 4, 0)
              .with(Figure.UNCLASSIFIED, 40 + step)
              .showing(step < 20 ? null : Topic.Kind.ARTISTS);
      Points points = Points.of(100, step / 5, Points.WITHHELD);
      append(
          Topic.WAVE,
          step,
          head,
          List.of(new BoardItem(7, -1, Figures.of(Figure.SHARE, 213), points)));
      reader.drain(subscription);
      assertThat(reader.replica.payload()).isEqualTo(json(hub, Topic.WAVE, Limit.FIVE));
      if (step == 19) {
        assertThat(reader.replica.payload().at("/shows").asText()).isEqualTo("genres");
        assertThat(reader.replica.payload().has("because")).isFalse();
      }
    }
    JsonNode payload = reader.replica.payload();
    assertThat(payload.at("/shows").asText()).isEqualTo("artists");
    assertThat(payload.at("/because").asText()).isEqualTo("unclassified");
    assertThat(payload.at("/items/0/share").asDouble()).isEqualTo(0.213);
    assertThat(payload.at("/items/0/points")).hasToString("[0.1,0.005,null]");
    assertThat(payload.at("/items/0/url").asText()).isNotEmpty();
    assertThat(payload.at("/points/until").asText()).isEqualTo("2026-11-22T06:23:00Z");
    assertThat(reader.events)
        .containsOnlyOnce("reset restart")
        .filteredOn("snapshot"::equals)
        .hasSize(2);
  }

  private static long asOf(int step) {
    return BoardWriting.BEGINNING + 250L * step;
  }

  private void append(Topic topic, int step, Head head, List<BoardItem> rows) {
    LogId id = new LogId(asOf(step), 0);
    FeedState state = new FeedState(head, rows);
    hub.appended(topic, List.of(new BoardVersion(id, step == 0, state))).blockingAwait();
  }

  @Test
  void sampledPlaysAreASnapshotThenPlaysWithoutIds() {
    hub.sampled(List.of(new SampledPlay(3, 1_000), new SampledPlay(4, 2_000))).blockingAwait();
    Collecting reader = new Collecting();
    Subscription subscription = new PlaysSubscription(hub.playsFeed());
    reader.drain(subscription);

    hub.sampled(List.of(new SampledPlay(5, 3_000))).blockingAwait();
    reader.drain(subscription);

    assertThat(reader.events).containsExactly("snapshot", "play");
    assertThat(reader.ids).containsExactly("", "");
    assertThat(reader.replica.payload().get("items")).hasSize(2);
    assertThat(reader.frames.get(1))
        .isEqualTo(
            "event: play\ndata: {\"v\":1,\"topic\":\"plays\",\"at\":\"1970-01-01T00:00:03Z\","
                + "\"track\":{\"id\":\"t5\",\"title\":\"Title \\\"5\\\"\",\"artists\":"
                + "[{\"id\":\"a5\",\"name\":\"Artist é 5\"}],"
                + "\"url\":\"https://open.example/track/5\","
                + "\"image\":\"https://i.example/5.jpg\"}}\n\n");
  }

  private FeedHub hub() {
    time.is(BoardWriting.BEGINNING);
    return new FeedHub(names.catalogue(clock), time.time());
  }

  private static Subscription subscription(FeedHub hub, Limit limit, String cursor) {
    return new BoardSubscription(hub, hub.board(TOPIC), limit, cursor);
  }

  private static void tell(FeedHub hub, TopicLogReading log, List<Written> written) {
    hub.appended(TOPIC, log.read(written)).blockingAwait();
  }

  private static void readBack(FeedHub hub, TopicLogReading log, List<Written> written) {
    hub.readBack(TOPIC, log.read(written)).blockingAwait();
  }

  private static Object json(FeedHub hub, Limit limit) {
    return json(hub, TOPIC, limit);
  }

  private static Object json(FeedHub hub, Topic topic, Limit limit) {
    return Replica.parse(
        hub.snapshot(topic, limit).orElseThrow().payload().toString(StandardCharsets.UTF_8));
  }
}
