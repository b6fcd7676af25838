package dev.groundswell.simulator.listening;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;

import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who has lately heard the same as others. */
public final class Company {
  private static final Duration LATELY = Duration.ofMinutes(5);
  private static final int SHORTEST_MS = 30_000;

  private Company() {}

  /**
   * The numbers of all listeners, from 1: first those who have heard to its end, within five
   * minutes, what most others have, then those who are hearing something, then the rest.
   */
  public static List<Integer> busiestFirst(Population population, Playback heard, Instant now) {
    Stream<Integer> together =
        population.listeners().stream()
            .flatMap(listener -> heard.history(listener, now.minus(LATELY), now).stream())
            .filter(play -> play.heardMs() >= SHORTEST_MS && play.endAt() <= now.toEpochMilli())
            .collect(
                groupingBy(
                    Play::item,
                    LinkedHashMap::new,
                    mapping(Play::listener, toCollection(LinkedHashSet::new))))
            .values()
            .stream()
            .sorted(Comparator.comparingInt((Set<Integer> company) -> -company.size()))
            .flatMap(Set::stream);
    Stream<Integer> playing =
        population.listeners().stream()
            .filter(listener -> heard.at(listener, now) instanceof Moment.Playing)
            .map(Listener::number);
    Stream<Integer> all = population.listeners().stream().map(Listener::number);
    return Stream.of(together, playing, all).flatMap(numbers -> numbers).distinct().toList();
  }
}
