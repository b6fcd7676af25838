package dev.groundswell.simulator.listening;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Releases;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the whole population of the default size and seed does at once. */
class CrowdTest {
  private static final long SEED = 1;
  private static final Catalogue CATALOGUE = Catalogue.of(SEED);
  private static final Population PEOPLE = Population.of(SEED, 2_000, CATALOGUE);
  private static final Instant START = Instant.parse("2026-11-19T00:30:00Z");

  private final Listening listening = new Listening(SEED, CATALOGUE);

  /** Who began to count for which track within {@code window} before {@code at}. */
  private Map<Integer, Set<Integer>> listeners(Instant at, Duration window) {
    Map<Integer, Set<Integer>> found = new HashMap<>();
    Instant from = at.minus(window);
    for (Listener listener : PEOPLE.listeners()) {
      for (Play play : listening.history(listener, from.minusSeconds(3_600), at)) {
        Instant counted = play.heardAt(30_000);
        if (play.item() instanceof Track track
            && !play.setting().privately()
            && play.heardMs() >= 30_000
            && counted.isAfter(from)
            && !counted.isAfter(at)) {
          found.computeIfAbsent(track.index(), any -> new HashSet<>()).add(listener.number());
        }
      }
    }
    return found;
  }

  @Test
  void atEveryHourTenTracksHaveSixListenersWithinFiveMinutes() {
    for (int hour = 0; hour < 48; hour++) {
      Map<Integer, Set<Integer>> heard =
          listeners(START.plus(Duration.ofHours(hour)), Duration.ofMinutes(5));
      long crowded = heard.values().stream().filter(people -> people.size() >= 6).count();
      assertThat(crowded).as("tracks at hour %d", hour).isGreaterThanOrEqualTo(10);
    }
  }

  @Test
  void aReleaseFindsMoreListenersWithinTheHour() {
    Releases releases = CATALOGUE.releases();
    int last = releases.lastBy(START.plus(Duration.ofDays(1)));
    for (int number = last - 5; number <= last; number++) {
      Instant out = releases.releasedAt(number);
      Track single = releases.track(number);
      Duration quarter = Duration.ofMinutes(15);
      int first =
          listeners(out.plus(quarter), quarter).getOrDefault(single.index(), Set.of()).size();
      int fourth =
          listeners(out.plus(Duration.ofHours(1)), quarter)
              .getOrDefault(single.index(), Set.of())
              .size();
      assertThat(listeners(out, quarter)).doesNotContainKey(single.index());
      assertThat(fourth).as("release %d", number).isGreaterThan(first);
    }
  }

  @Test
  void whatIsOrderedToTakeOffDoesSoAndLeavesThePastAsItWas() {
    Track track = CATALOGUE.tracks().get(4_711);
    Instant at = START.plus(Duration.ofHours(9));
    Map<Integer, Set<Integer>> before = listeners(at, Duration.ofHours(1));
    listening.takeOff(track, at);
    assertThat(listeners(at, Duration.ofHours(1))).isEqualTo(before);
    int soon = heardBy(track, at.plus(Duration.ofMinutes(30)));
    assertThat(soon).isGreaterThan(heardBy(track, at)).isGreaterThanOrEqualTo(6);
    assertThat(heardBy(track, at.plus(Duration.ofMinutes(90)))).isGreaterThan(soon);
  }

  private int heardBy(Track track, Instant at) {
    return listeners(at, Duration.ofMinutes(30)).getOrDefault(track.index(), Set.of()).size();
  }
}
