package dev.groundswell.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Source;
import dev.groundswell.server.ledger.Sighting.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlayMatcherTest {
  private static final long TRACK = 180_000;
  private long nextId = 1;

  @Test
  void aLivePlayAndItsHistoryAreOne() {
    List<MatchedPlay> plays = match(live(0, 180), history(184));

    assertThat(plays).hasSize(1);
    assertThat(plays.get(0).playedAt()).isEqualTo(t(0));
    assertThat(plays.get(0).endedAt()).isEqualTo(t(180));
    assertThat(plays.get(0).countedAt()).isEqualTo(t(30));
    assertThat(plays.get(0).msPlayed()).isEqualTo(TRACK);
    assertThat(plays.get(0).source()).isEqualTo(Source.SPOTIFY);
  }

  @Test
  void sixPlaysOnRepeatAreSixWhicheverSourcesTell() {
    List<StoredSighting> lives =
        IntStream.range(0, 6).mapToObj(i -> live(i * 180, i * 180 + 180)).toList();
    List<StoredSighting> histories =
        IntStream.range(1, 7).mapToObj(i -> history(i * 180 + 9)).toList();
    List<StoredSighting> imports =
        IntStream.range(1, 7).mapToObj(i -> imported(i * 180 + 1, 180)).toList();
    List<StoredSighting> submitted =
        IntStream.range(0, 6).mapToObj(i -> submitted(i * 180 + 2)).toList();

    assertThat(PlayMatcher.match(lives)).hasSize(6);
    assertThat(PlayMatcher.match(all(lives, histories))).hasSize(6);
    assertThat(PlayMatcher.match(all(histories, imports))).hasSize(6);
    assertThat(PlayMatcher.match(all(lives, histories, submitted, imports))).hasSize(6);
  }

  @Test
  void onRepeatAMissingLivePlayIsFilledByHistoryAndAMissingHistoryByLive() {
    List<StoredSighting> lives =
        IntStream.of(0, 1, 3, 4, 5).mapToObj(i -> live(i * 180, i * 180 + 180)).toList();
    List<StoredSighting> histories =
        IntStream.of(1, 2, 3, 5, 6).mapToObj(i -> history(i * 180 + 5)).toList();

    assertThat(PlayMatcher.match(all(lives, histories))).hasSize(6);
  }

  @Test
  void liveHistoryAndImportOfOnePlayAreOne() {
    assertThat(match(live(0, 180), history(185), imported(181, 180))).hasSize(1);
  }

  @Test
  void whatWasSubmittedAndPolledIsOnePlayFromSpotify() {
    List<MatchedPlay> plays = match(submitted(1), live(0, 180), history(186));

    assertThat(plays).hasSize(1);
    assertThat(plays.get(0).source()).isEqualTo(Source.SPOTIFY);
    assertThat(plays.get(0).playedAt()).isEqualTo(t(0));
  }

  @Test
  void aSkippedLivePlayKeepsWhatWasReallyHeard() {
    MatchedPlay play = match(live(0, 47), history(50)).get(0);

    assertThat(play.msPlayed()).isEqualTo(47_000);
    assertThat(play.countedAt()).isEqualTo(t(30));
  }

  @Test
  void aPlayStillGoingOnIsOneWithTheHistoryOfItsEnd() {
    List<MatchedPlay> plays = match(unfinished(0, 31), history(182));

    assertThat(plays).hasSize(1);
    assertThat(plays.get(0).endedAt()).isEqualTo(t(182));
    assertThat(plays.get(0).msPlayed()).isEqualTo(TRACK);
    assertThat(plays.get(0).countedAt()).isEqualTo(t(30));
  }

  @Test
  void aPlayStillGoingOnIsNotTheOneBeforeIt() {
    assertThat(match(history(2), unfinished(0, 31))).hasSize(2);
  }

  @Test
  void historyAloneCountsThirtySecondsAfterItsConcludedStart() {
    MatchedPlay play = match(history(180)).get(0);

    assertThat(play.playedAt()).isEqualTo(t(0));
    assertThat(play.countedAt()).isEqualTo(t(30));
  }

  @Test
  void theHighestRevisionOfAnObservationSpeaks() {
    StoredSighting first = row(Kind.LIVE, "live:0", 1, 0, 31, true, false, 31, 30);
    StoredSighting last = row(Kind.LIVE, "live:0", 2, 0, 140, true, true, 140, 30);

    for (List<StoredSighting> order : List.of(List.of(first, last), List.of(last, first))) {
      List<MatchedPlay> plays = PlayMatcher.match(order);
      assertThat(plays).hasSize(1);
      assertThat(plays.get(0).msPlayed()).isEqualTo(140_000);
      assertThat(plays.get(0).firstSighting()).isEqualTo(first.id());
    }
  }

  @Test
  void twoSightingsOfOneKindAreTwoPlays() {
    assertThat(match(submitted(0), submitted(1))).hasSize(2);
    assertThat(match(history(180), history(212))).hasSize(2);
    assertThat(match(live(0, 180), live(1, 181))).hasSize(2);
  }

  @Test
  void whatTheListTellsTwiceWithinSecondsIsOnePlay() {
    assertThat(match(history(180), history(182))).hasSize(1);
    assertThat(match(history(180), history(182), live(0, 180))).hasSize(1);
    assertThat(match(history(0), history(20), history(40))).hasSize(2);
  }

  @Test
  void aPlayThatWasPausedAndLeftIsOneWithTheListHoweverLongThePause() {
    StoredSighting left = row(Kind.LIVE, "live:p", 1, 0, 900, true, true, 50, 30);

    assertThat(match(left, history(50))).hasSize(1);
    assertThat(match(left, history(450))).hasSize(1);
    assertThat(match(left, history(899))).hasSize(1);
    assertThat(match(left, history(960))).hasSize(2);
    assertThat(match(left, history(9))).hasSize(2);
  }

  @Test
  void whatSeemsToHaveBegunAfterAPauseMayEndBeforeItSeemsToCount() {
    // Heard for 15 s, paused unseen, gone on at 0, and over at 16 s.
    StoredSighting resumed = row(Kind.LIVE, "live:r", 1, 0, 31, true, true, 31, 30);

    assertThat(match(resumed, history(16))).hasSize(1);
  }

  @Test
  void whatWasWatchedWithoutSeeingItCountDoesSoWhenTheListSaysSo() {
    StoredSighting watched = row(Kind.LIVE, "live:w", 1, 0, 45, true, true, 25, 0);

    MatchedPlay play = match(watched, history(44)).get(0);
    assertThat(play.countedAt()).isEqualTo(t(30));
    assertThat(match(watched).get(0).countedAt()).isZero();
  }

  @Test
  void anEndWithinAPlayOfWhichNobodySawTheBeginningIsItsOwn() {
    StoredSighting open = row(Kind.LIVE, "live:m", 1, 0, 150, false, false, 150, 30);
    StoredSighting over = row(Kind.LIVE, "live:n", 1, 0, 150, false, true, 150, 30);

    for (StoredSighting watched : List.of(open, over)) {
      assertThat(match(watched, history(9))).hasSize(2);
      assertThat(match(watched, history(16))).hasSize(1);
      assertThat(match(watched, history(149))).hasSize(1);
      assertThat(match(watched, history(211))).hasSize(2);
    }
  }

  @Test
  void aPlayBeforeAShortOneIsNotTakenForIt() {
    StoredSighting skipped = row(Kind.LIVE, "live:s", 1, 158, 182, true, true, 24, 0);

    assertThat(match(skipped, history(102))).hasSize(2);
  }

  @Test
  void importsOfTheSameEndAreOneEvenWhereOneKnowsOnlyTheMinute() {
    StoredSighting exact = imported(600 + 32, 171);
    StoredSighting again = imported(600 + 32, 171);
    StoredSighting minute = imported(600, 171);
    StoredSighting other = imported(600 + 50, 40);

    assertThat(match(exact, again)).hasSize(1);
    assertThat(match(exact, again, minute)).hasSize(1);
    assertThat(match(exact, minute, other)).hasSize(2);
  }

  @Test
  void oneRemovedSightingRemovesThePlayAndItsLateHistory() {
    StoredSighting deleted = removed(live(0, 180));

    assertThat(match(deleted, history(183))).hasSize(1).allMatch(MatchedPlay::removed);
  }

  @Test
  void pausedForADayAndMoreIsComparedByStart() {
    assertThat(match(live(0, 200_000), submitted(2))).hasSize(1);
    assertThat(match(live(0, 200_000), history(200_003))).hasSize(2);
  }

  @Test
  void shortTracksOnRepeatAreNotMerged() {
    List<StoredSighting> rows = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rows.add(row(Kind.LIVE, "l" + i, 1, i * 20, i * 20 + 20, true, true, 20, i * 20 + 10));
      rows.add(row(Kind.HISTORY, "h" + i, 1, i * 20, i * 20 + 21, false, true, 20, i * 20 + 10));
    }
    assertThat(PlayMatcher.match(rows)).hasSize(10);
  }

  @Test
  void theOrderOfArrivalDoesNotMatter() {
    SplittableRandom random = new SplittableRandom(7);
    for (int round = 0; round < 300; round++) {
      List<StoredSighting> crowd = crowd(random, 1 + random.nextInt(25));
      Set<String> expected = facts(PlayMatcher.match(crowd));
      for (int order = 0; order < 5; order++) {
        List<StoredSighting> shuffled = arrivingIn(crowd, random.nextLong());
        assertThat(facts(PlayMatcher.match(shuffled))).as("round %d", round).isEqualTo(expected);
      }
    }
  }

  @Test
  void everySightingBelongsToExactlyOnePlay() {
    SplittableRandom random = new SplittableRandom(8);
    for (int round = 0; round < 300; round++) {
      List<StoredSighting> crowd = crowd(random, 1 + random.nextInt(25));
      List<Long> used =
          PlayMatcher.match(crowd).stream().flatMap(play -> play.sightings().stream()).toList();
      assertThat(used)
          .containsExactlyInAnyOrderElementsOf(crowd.stream().map(StoredSighting::id).toList());
    }
  }

  /** Arriving one by one, each time matching only the neighbourhood that the new one touches. */
  @Test
  void matchingTouchedNeighbourhoodsGivesWhatMatchingEverythingGives() {
    SplittableRandom random = new SplittableRandom(9);
    for (int round = 0; round < 200; round++) {
      List<StoredSighting> known = new ArrayList<>();
      List<MatchedPlay> plays = new ArrayList<>();
      for (StoredSighting next : arrivingIn(crowd(random, 25), random.nextLong())) {
        known.add(next);
        List<StoredSighting> touched =
            Components.of(known).stream().filter(one -> one.contains(next)).findFirst().get();
        Set<Long> ids = touched.stream().map(StoredSighting::id).collect(Collectors.toSet());
        plays.removeIf(play -> ids.contains(play.firstSighting()));
        plays.addAll(PlayMatcher.match(touched));
        assertThat(facts(plays)).isEqualTo(facts(PlayMatcher.match(known)));
      }
    }
  }

  @Test
  void aFloodOfSightingsIsMatchedInTime() {
    List<StoredSighting> flood = new ArrayList<>();
    for (int i = 0; i < 3_000; i++) {
      flood.add(submitted(i));
      flood.add(live(i, i + 180));
    }
    assertThat(PlayMatcher.match(flood)).hasSizeBetween(3_000, 6_000);
  }

  private List<StoredSighting> crowd(SplittableRandom random, int size) {
    List<StoredSighting> crowd = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      int start = random.nextInt(2_000);
      int heard = 20 + random.nextInt(180);
      crowd.add(
          switch (random.nextInt(6)) {
            case 0 -> live(start, start + heard);
            case 1 -> unfinished(start, start + heard);
            case 2 -> history(start + 180);
            case 3 -> submitted(start);
            case 4 -> imported((start + 180) / 60 * 60, heard);
            default -> imported(start + 180, heard);
          });
    }
    return crowd;
  }

  /** The same sightings with other numbers and in another order, as another arrival gives them. */
  private static List<StoredSighting> arrivingIn(List<StoredSighting> sightings, long seed) {
    List<StoredSighting> shuffled = new ArrayList<>(sightings);
    Collections.shuffle(shuffled, new Random(seed));
    List<StoredSighting> numbered = new ArrayList<>();
    for (StoredSighting one : shuffled) {
      numbered.add(
          new StoredSighting(
              numbered.size() + 1,
              one.listenerId(),
              one.recordingId(),
              one.kind(),
              one.observation(),
              one.revision(),
              one.startedAt(),
              one.endedAt(),
              one.knowsStart(),
              one.knowsEnd(),
              one.heardMs(),
              one.countedAt(),
              one.removed()));
    }
    return numbered;
  }

  /** What the plays say, apart from the numbers that arrival gives. */
  private static Set<String> facts(List<MatchedPlay> plays) {
    Set<String> facts = new TreeSet<>();
    List<MatchedPlay> ordered =
        plays.stream()
            .sorted(
                Comparator.comparingLong(MatchedPlay::playedAt)
                    .thenComparingLong(MatchedPlay::endedAt))
            .toList();
    int copies = 0;
    for (MatchedPlay play : ordered) {
      String fact =
          Arrays.asList(
                  play.playedAt(),
                  play.endedAt(),
                  play.countedAt(),
                  play.msPlayed(),
                  play.source(),
                  play.sightings().size())
              .toString();
      facts.add(facts.contains(fact) ? fact + "#" + copies++ : fact);
    }
    return facts;
  }

  private static List<MatchedPlay> match(StoredSighting... sightings) {
    return PlayMatcher.match(List.of(sightings));
  }

  @SafeVarargs
  private static List<StoredSighting> all(List<StoredSighting>... lists) {
    return Arrays.stream(lists).flatMap(List::stream).toList();
  }

  private StoredSighting live(int start, int end) {
    int heard = end - start;
    return row(
        Kind.LIVE, "live:" + nextId, 1, start, end, true, true, heard, heard < 30 ? 0 : start + 30);
  }

  private StoredSighting unfinished(int start, int soFar) {
    int heard = soFar - start;
    return row(
        Kind.LIVE,
        "live:" + nextId,
        1,
        start,
        soFar,
        true,
        false,
        heard,
        heard < 30 ? 0 : start + 30);
  }

  private StoredSighting history(int end) {
    return row(Kind.HISTORY, "history:" + nextId, 1, end - 180, end, false, true, 180, end - 150);
  }

  private StoredSighting submitted(int start) {
    return row(
        Kind.SUBMITTED, "submitted:" + nextId, 1, start, start + 180, true, false, 180, start + 30);
  }

  private StoredSighting imported(int end, int heard) {
    int start = end - heard;
    return row(
        Kind.IMPORTED,
        "imported:" + nextId,
        1,
        start,
        end,
        false,
        true,
        heard,
        heard < 30 ? 0 : start + 30);
  }

  private StoredSighting row(
      Kind kind,
      String observation,
      int revision,
      int start,
      int end,
      boolean knowsStart,
      boolean knowsEnd,
      int heard,
      int counted) {
    return new StoredSighting(
        nextId++,
        1,
        1,
        kind,
        observation,
        revision,
        t(start),
        t(end),
        knowsStart,
        knowsEnd,
        heard * 1_000L,
        counted == 0 ? 0 : t(counted),
        false);
  }

  private static StoredSighting removed(StoredSighting one) {
    return new StoredSighting(
        one.id(),
        1,
        1,
        one.kind(),
        one.observation(),
        one.revision(),
        one.startedAt(),
        one.endedAt(),
        one.knowsStart(),
        one.knowsEnd(),
        one.heardMs(),
        one.countedAt(),
        true);
  }

  /** Seconds after a fixed beginning, a whole minute. */
  private static long t(int seconds) {
    return 1_795_000_020_000L / 60_000 * 60_000 + seconds * 1_000L;
  }
}
