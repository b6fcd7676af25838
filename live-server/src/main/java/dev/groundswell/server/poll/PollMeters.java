package dev.groundswell.server.poll;

import dev.groundswell.server.poll.Polled.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What can be read of polling from outside; gauges are written by the poller, read by anyone. */
final class PollMeters {
  private final MeterRegistry registry;
  private static final Duration LATELY = Duration.ofHours(1);

  private final Map<EndpointClass, AtomicInteger> breakers = new EnumMap<>(EndpointClass.class);
  private final Map<EndpointClass, AtomicInteger> dayUsed = new EnumMap<>(EndpointClass.class);
  private final Map<EndpointClass, AtomicReference<Double>> stretches =
      new EnumMap<>(EndpointClass.class);
  private final Map<EndpointClass, Timer> delays = new EnumMap<>(EndpointClass.class);
  private final Map<Outcome.Gap.Reason, Counter> gaps = new EnumMap<>(Outcome.Gap.Reason.class);
  private final Map<State, AtomicInteger> listeners = new EnumMap<>(State.class);
  private final AtomicInteger budgetLeft = new AtomicInteger();
  private final AtomicInteger budget = new AtomicInteger();
  private final AtomicInteger lateMillis = new AtomicInteger();
  private final AtomicInteger owing = new AtomicInteger();
  private final AtomicInteger shards = new AtomicInteger();

  /** By outcome; touched by the poller alone. */
  private final Map<String, Tally> outcomes = new TreeMap<>();

  PollMeters(MeterRegistry registry) {
    this.registry = registry;
    gauge("groundswell.poll.budget", "Calls of Spotify that may be made in a window", budget);
    gauge("groundswell.poll.budget.left", "Calls of Spotify that could be made now", budgetLeft);
    gauge("groundswell.poll.owing", "Listeners whose sightings the ledger has yet to take", owing);
    gauge("groundswell.poll.shards", "Shards whose listeners this server polls", shards);
    gauge(
        "groundswell.poll.late.ms",
        "How long the most urgent turn has waited too long",
        lateMillis);
    for (EndpointClass endpoint : EndpointClass.POLLED) {
      AtomicInteger open = new AtomicInteger();
      breakers.put(endpoint, open);
      Gauge.builder("groundswell.poll.breaker.open", open, AtomicInteger::get)
          .description("1 while Spotify has closed this class of endpoints")
          .tag("endpoint", endpoint.label())
          .register(registry);
      AtomicInteger used = new AtomicInteger();
      dayUsed.put(endpoint, used);
      Gauge.builder("groundswell.poll.day.calls", used, AtomicInteger::get)
          .description("Calls of this class of endpoints in the last 24 hours, by all servers")
          .tag("endpoint", endpoint.label())
          .register(registry);
      AtomicReference<Double> stretch = new AtomicReference<>(1.0);
      stretches.put(endpoint, stretch);
      Gauge.builder("groundswell.poll.stretch", stretch, AtomicReference::get)
          .description("By how much everybody is asked less often than usual; 1: the usual pace")
          .tag("endpoint", endpoint.label())
          .register(registry);
      delays.put(
          endpoint,
          Timer.builder("groundswell.poll.delay")
              .description("How long after its due time a poll was made")
              .tag("endpoint", endpoint.label())
              .publishPercentileHistogram()
              .maximumExpectedValue(Duration.ofMinutes(10))
              .register(registry));
    }
    for (Outcome.Gap.Reason reason : Outcome.Gap.Reason.values()) {
      // There from the start, at zero: what appears with its first gap has no increase to show.
      gaps.put(reason, counter("groundswell.poll.gaps", "reason", reason.label()));
    }
    for (State state : State.values()) {
      AtomicInteger count = new AtomicInteger();
      listeners.put(state, count);
      Gauge.builder("groundswell.poll.listeners", count, AtomicInteger::get)
          .description("Listeners being polled, by what they do")
          .tag("state", label(state))
          .register(registry);
    }
  }

  private void gauge(String name, String description, AtomicInteger value) {
    Gauge.builder(name, value, AtomicInteger::get).description(description).register(registry);
  }

  void begun(EndpointClass endpoint, Duration late) {
    of(delays, endpoint).record(late.isNegative() ? Duration.ZERO : late);
  }

  void ended(EndpointClass endpoint, String outcome, Instant now) {
    outcomes.computeIfAbsent(outcome, first -> new Tally(LATELY)).add(now, 1);
    counter("groundswell.polls", "endpoint", endpoint.label(), "outcome", outcome).increment();
  }

  void skipped(Map<String, Integer> reasons) {
    reasons.forEach(
        (reason, count) ->
            counter("groundswell.poll.items.skipped", "reason", reason).increment(count));
  }

  void told(int sightings) {
    counter("groundswell.poll.sightings").increment(sightings);
  }

  /** Sightings the ledger would not have, however often they were offered. */
  void refused(int sightings) {
    counter("groundswell.poll.sightings.refused").increment(sightings);
  }

  void gap(Outcome.Gap gap) {
    of(gaps, gap.reason()).increment();
  }

  void left(String why) {
    counter("groundswell.poll.left", "reason", why).increment();
  }

  /** How much of what Spotify allows is used, and what follows for the pace. */
  void pace(Politeness politeness, Turns turns, Instant now) {
    budget.set(politeness.budget().limit());
    budgetLeft.set(politeness.budget().left(now));
    lateMillis.set((int) Math.min(Integer.MAX_VALUE, turns.late(now).toMillis()));
    for (EndpointClass endpoint : EndpointClass.POLLED) {
      of(dayUsed, endpoint).set(politeness.day().used(endpoint, now));
      of(stretches, endpoint).set(politeness.stretch().of(endpoint, now));
    }
  }

  /** How turns ended in the last hour, by outcome. */
  Map<String, Integer> lately(Instant now) {
    Map<String, Integer> counts = new TreeMap<>();
    outcomes.forEach((outcome, tally) -> counts.put(outcome, tally.total(now)));
    return counts;
  }

  /** How many listeners there are, by what they do. */
  Map<String, Integer> listeners() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    listeners.forEach((state, count) -> counts.put(label(state), count.get()));
    return counts;
  }

  int owing() {
    return owing.get();
  }

  void shards(int held) {
    shards.set(held);
  }

  void breaker(EndpointClass endpoint, boolean open) {
    of(breakers, endpoint).set(open ? 1 : 0);
  }

  void arrived(State state) {
    of(listeners, state).incrementAndGet();
  }

  void gone(State state) {
    of(listeners, state).decrementAndGet();
  }

  void owing(int change) {
    owing.addAndGet(change);
  }

  private static String label(State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }

  private Counter counter(String name, String... tags) {
    return registry.counter(name, tags);
  }

  private static <K extends Enum<K>, V> V of(Map<K, V> map, K key) {
    V value = map.get(key);
    if (value == null) {
      throw new IllegalStateException("no meter for " + key);
    }
    return value;
  }
}
