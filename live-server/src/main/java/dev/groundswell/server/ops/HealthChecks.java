package dev.groundswell.server.ops;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.groundswell.server.ops.HealthCheck.Part;
import dev.groundswell.server.ops.HealthCheck.Status;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The checks of all parts, each under its name; a stage registers its own. */
public final class HealthChecks {
  private static final long LIMIT_MS = 2_000;

  private final Map<String, Registered> checks = new ConcurrentHashMap<>();
  private final Scheduler scheduler;

  public HealthChecks(Scheduler scheduler) {
    this.scheduler = scheduler;
  }

  /**
   * How the server is: the worst of its parts.
   *
   * @param parts by name
   */
  public record Health(
      @JsonProperty("status") Status status, @JsonProperty("parts") SortedMap<String, Part> parts) {
    /** Whether requests should be sent here. */
    public boolean ready() {
      return status != Status.DOWN;
    }
  }

  /** Adds a part, in the place of an earlier one of that name. */
  public void register(String name, HealthCheck check) {
    checks.put(name, new Registered(check, Status.DOWN));
  }

  /** Adds a part without which the server still does its work: away, it only degrades. */
  public void registerOptional(String name, HealthCheck check) {
    checks.put(name, new Registered(check, Status.DEGRADED));
  }

  /**
   * @param silent what a part is that does not answer
   */
  private record Registered(HealthCheck check, Status silent) {}

  /** Asks all parts at once; takes 2 s at most. Without any part the server is still starting. */
  public Single<Health> ask() {
    return Observable.fromIterable(checks.entrySet())
        .flatMapSingle(entry -> ask(entry.getValue()).map(part -> Map.entry(entry.getKey(), part)))
        .collect(
            TreeMap<String, Part>::new,
            (parts, entry) -> parts.put(entry.getKey(), entry.getValue()))
        .map(parts -> new Health(worst(parts), parts));
  }

  private Single<Part> ask(Registered part) {
    return Single.defer(part.check()::check)
        .timeout(LIMIT_MS, TimeUnit.MILLISECONDS, scheduler)
        .onErrorReturn(e -> Part.not(part.silent(), reason(e)));
  }

  private static Status worst(Map<String, Part> parts) {
    return parts.values().stream()
        .map(Part::status)
        .max(Comparator.naturalOrder())
        .orElse(Status.DOWN);
  }

  /** The kind of error alone: its message could hold an address with a password. */
  private static String reason(Throwable e) {
    return e instanceof java.util.concurrent.TimeoutException
        ? "no answer within 2 s"
        : e.getClass().getSimpleName();
  }
}
