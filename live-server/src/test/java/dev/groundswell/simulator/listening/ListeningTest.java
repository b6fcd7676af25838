package dev.groundswell.simulator.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.catalogue.Advert;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Episode;
import dev.groundswell.simulator.catalogue.LocalFile;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Habits;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ListeningTest {
  private static final long SEED = 1;
  private static final Catalogue CATALOGUE = Catalogue.of(SEED);
  private static final Population PEOPLE = Population.of(SEED, 2_000, CATALOGUE);
  private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");

  private final Listening listening = new Listening(SEED, CATALOGUE);

  private static Instant t(long minutes) {
    return START.plus(Duration.ofMinutes(minutes));
  }

  private List<Play> week(Listener listener) {
    return listening.history(listener, START, START.plus(Duration.ofDays(7)));
  }

  private static List<Listener> some() {
    return PEOPLE.listeners().subList(0, 150);
  }

  @Test
  void twoProcessesOfOneSeedAgree() {
    Catalogue catalogue = Catalogue.of(SEED);
    var other = new Listening(SEED, catalogue);
    List<Listener> people = Population.of(SEED, 20, catalogue).listeners();
    for (int i = 0; i < people.size(); i++) {
      assertThat(other.history(people.get(i), t(0), t(3_000)).toString())
          .isEqualTo(listening.history(PEOPLE.listeners().get(i), t(0), t(3_000)).toString());
    }
  }

  @Test
  void anotherSeedHearsOtherThings() {
    var other = new Listening(2, CATALOGUE);
    Listener listener = PEOPLE.listeners().get(0);
    assertThat(other.history(listener, t(0), t(10_000))).isNotEqualTo(week(listener));
  }

  @Test
  void noPlayOverlapsAnotherOfTheSameListener() {
    for (Listener listener : some()) {
      long free = Long.MIN_VALUE;
      for (Play play : week(listener)) {
        assertThat(play.startAt()).isGreaterThanOrEqualTo(free);
        assertThat(play.endAt()).isGreaterThan(play.startAt());
        free = play.endAt();
      }
    }
  }

  @Test
  void overlappingQueriesAgree() {
    var random = new SplittableRandom(7);
    for (Listener listener : some()) {
      List<Play> week = week(listener);
      long from = random.nextLong(7 * 1440);
      long to = from + random.nextLong(2_000);
      List<Play> expected =
          week.stream()
              .filter(play -> play.start().isBefore(t(to)) && play.end().isAfter(t(from)))
              .toList();
      assertThat(listening.history(listener, t(from), t(Math.min(to, 7 * 1440))))
          .isEqualTo(expected.stream().filter(play -> play.start().isBefore(t(7 * 1440))).toList());
    }
  }

  @Test
  void theMomentIsThatOfThePlayWhichCoversIt() {
    var random = new SplittableRandom(8);
    for (Listener listener : some()) {
      for (Play play : week(listener)) {
        Instant at = play.start().plusMillis(random.nextLong(play.endAt() - play.startAt()));
        assertThat(listening.at(listener, at))
            .isInstanceOfSatisfying(
                Moment.Showing.class,
                moment -> {
                  assertThat(moment.play()).isEqualTo(play);
                  assertThat(moment.progressMs()).isBetween(0, play.item().durationMs());
                  assertThat(moment.changedAt()).isLessThanOrEqualTo(at.toEpochMilli());
                });
      }
    }
  }

  @Test
  void nobodyIsSaidToListenWhereThereIsNoPlay() {
    for (Listener listener : some()) {
      for (int minute = 0; minute < 1_440; minute += 7) {
        boolean playing = listening.at(listener, t(minute)) instanceof Moment.Playing;
        // Between two tracks of a session lies up to a second in which both are right.
        if (playing) {
          assertThat(
                  listening.history(listener, t(minute).minusSeconds(1), t(minute).plusSeconds(1)))
              .isNotEmpty();
        }
      }
    }
  }

  @Test
  void atEveryHourAShareOfThePeopleListens() {
    for (int hour = 0; hour < 7 * 24; hour += 1) {
      int listeners = 0;
      for (Listener listener : PEOPLE.listeners()) {
        listeners += listening.at(listener, t(hour * 60L)) instanceof Moment.Showing ? 1 : 0;
      }
      assertThat(listeners / (double) PEOPLE.size()).as("hour %d", hour).isBetween(0.14, 0.32);
    }
  }

  @Test
  void peopleSleepByTheirOwnClock() {
    int[] byLocalHour = new int[24];
    for (Listener listener : PEOPLE.listeners().subList(0, 500)) {
      for (Play play : listening.history(listener, t(0), t(2_880))) {
        byLocalHour[play.start().atZone(listener.zone()).getHour()]++;
      }
    }
    assertThat(byLocalHour[4] * 3).isLessThan(byLocalHour[18]);
  }

  @Test
  void popularityFallsByZipfsLaw() {
    Map<Integer, Integer> plays = new HashMap<>();
    for (Listener listener : PEOPLE.listeners()) {
      for (Play play : listening.history(listener, t(0), t(2 * 1440))) {
        if (play.item() instanceof Track track) {
          plays.merge(track.index(), 1, Integer::sum);
        }
      }
    }
    List<Integer> ranked = plays.values().stream().sorted(Comparator.reverseOrder()).toList();
    List<double[]> points = new ArrayList<>();
    for (int rank = 10; rank <= 1_000; rank++) {
      points.add(new double[] {Math.log(rank), Math.log(ranked.get(rank - 1))});
    }
    assertThat(slope(points)).isBetween(-1.05, -0.75);
  }

  private static double slope(List<double[]> points) {
    double meanX = points.stream().mapToDouble(p -> p[0]).average().orElseThrow();
    double meanY = points.stream().mapToDouble(p -> p[1]).average().orElseThrow();
    double xy = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[1] - meanY)).sum();
    double xx = points.stream().mapToDouble(p -> (p[0] - meanX) * (p[0] - meanX)).sum();
    return xy / xx;
  }

  @Test
  void listeningHasSkipsPausesRepeatsAndAlbumsInOrder() {
    int plays = 0;
    int skips = 0;
    int pauses = 0;
    int repeats = 0;
    int inOrder = 0;
    for (Listener listener : some()) {
      Play before = null;
      for (Play play : week(listener)) {
        plays++;
        skips += play.ending() == Play.Ending.SKIPPED ? 1 : 0;
        pauses += play.pause().lengthMs() > 0 ? 1 : 0;
        if (before != null && before.endAt() + 1_000 > play.startAt()) {
          repeats += play.item().equals(before.item()) ? 1 : 0;
          boolean next =
              play.item() instanceof Track is
                  && before.item() instanceof Track was
                  && is.index() == was.index() + 1;
          Setting.Context context = play.setting().context();
          inOrder += next && context != null && context.type().equals("album") ? 1 : 0;
        }
        before = play;
      }
    }
    assertThat(skips / (double) plays).isBetween(0.08, 0.3);
    assertThat(pauses / (double) plays).isBetween(0.01, 0.08);
    assertThat(repeats / (double) plays).isBetween(0.005, 0.1);
    assertThat(inOrder / (double) plays).isBetween(0.02, 0.3);
  }

  @Test
  void aDayOfChangedClocksIsAsSoundAsAnyOther() {
    Instant beforeClocksChange = Instant.parse("2026-10-24T00:00:00Z");
    for (Listener listener : some()) {
      long free = Long.MIN_VALUE;
      for (Play play :
          listening.history(
              listener, beforeClocksChange, beforeClocksChange.plus(Duration.ofDays(3)))) {
        assertThat(play.startAt()).isGreaterThanOrEqualTo(free);
        free = play.endAt();
      }
    }
  }

  @Test
  void whoHasTheHabitHearsEpisodesFilesAdvertsAndListensInPrivate() {
    for (Listener listener : some()) {
      Habits habits = listener.habits();
      for (Play play : week(listener)) {
        assertThat(play.item() instanceof Episode && habits.podcasts() == 0).isFalse();
        assertThat(play.item() instanceof LocalFile && habits.localFiles() == 0).isFalse();
        assertThat(play.item() instanceof Advert && !habits.adverts()).isFalse();
        assertThat(play.setting().privately() && habits.privately() == 0).isFalse();
      }
    }
    List<Play> all = some().stream().flatMap(listener -> week(listener).stream()).toList();
    assertThat(all).anyMatch(play -> play.item() instanceof Episode);
    assertThat(all).anyMatch(play -> play.item() instanceof LocalFile);
    assertThat(all).anyMatch(play -> play.item() instanceof Advert);
    assertThat(all.stream().filter(play -> play.setting().privately()).count())
        .isBetween(all.size() / 200L, all.size() / 10L);
  }

  @Test
  void whatIsHeardEndsWhereProgressSaysItDoes() {
    for (Listener listener : some()) {
      for (Play play : week(listener)) {
        int length = play.item().durationMs();
        assertThat(play.lastProgressMs()).isBetween(0, length);
        assertThat(play.ending() == Play.Ending.FINISHED)
            .isEqualTo(play.lastProgressMs() == length);
      }
    }
  }

  @Test
  void everyDayOfTheLastTwoWeeksCanBeAskedForAgain() {
    Instant now = START.plus(Duration.ofDays(14));
    for (Listener listener : some().subList(0, 20)) {
      List<Play> history = listening.history(listener, START, now);
      var other = new Listening(SEED, CATALOGUE);
      List<Play> byDays = new ArrayList<>();
      for (int day = 13; day >= 0; day--) {
        Instant from = START.plus(Duration.ofDays(day));
        byDays.addAll(
            0,
            other.history(listener, from, from.plus(Duration.ofDays(1))).stream()
                .filter(play -> !play.start().isBefore(from))
                .toList());
      }
      assertThat(byDays)
          .isEqualTo(history.stream().filter(play -> !play.start().isBefore(START)).toList());
    }
  }
}
