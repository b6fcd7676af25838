package dev.groundswell.server.poll;

import dev.groundswell.server.poll.Polled.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** What can be read of polling from outside; gauges are written by the poller, read by anyone. */
final class PollMeters {
  private final MeterRegistry registry;
  private final AtomicInteger budgetLeft = new AtomicInteger();
  private final Map<EndpointClass, AtomicInteger> breakers = new EnumMap<>(EndpointClass.class);
  private final Map<EndpointClass, Timer> delays = new EnumMap<>(EndpointClass.class);
  private final Map<State, AtomicInteger> listeners = new EnumMap<>(State.class);
  private final AtomicInteger owing = new AtomicInteger();

  PollMeters(MeterRegistry registry) {
    this.registry = registry;
    gauge("groundswell.poll.budget.left", "Calls of Spotify that could be made now", budgetLeft);
    gauge("groundswell.poll.owing", "Listeners whose sightings the ledger has yet to take", owing);
    for (EndpointClass endpoint : EndpointClass.values()) {
      AtomicInteger open = new AtomicInteger();
      breakers.put(endpoint, open);
      Gauge.builder("groundswell.poll.breaker.open", open, AtomicInteger::get)
          .description("1 while Spotify has closed this class of endpoints")
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
    for (State state : State.values()) {
      AtomicInteger count = new AtomicInteger();
      listeners.put(state, count);
      Gauge.builder("groundswell.poll.listeners", count, AtomicInteger::get)
          .description("Listeners being polled, by what they do")
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private void gauge(String name, String description, AtomicInteger value) {
    Gauge.builder(name, value, AtomicInteger::get).description(description).register(registry);
  }

  void begun(EndpointClass endpoint, Duration late) {
    of(delays, endpoint).record(late.isNegative() ? Duration.ZERO : late);
  }

  void ended(EndpointClass endpoint, String outcome) {
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

  void gap() {
    counter("groundswell.poll.gaps").increment();
  }

  void left(String why) {
    counter("groundswell.poll.left", "reason", why).increment();
  }

  void budget(int left) {
    budgetLeft.set(left);
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
