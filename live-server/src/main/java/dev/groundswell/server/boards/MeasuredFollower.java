package dev.groundswell.server.boards;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.reactivex.rxjava3.core.Completable;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * A follower that measures on the way how late boards are: everything committed before a version's
 * {@code as_of} is in it, so its age on arrival is the longest that a play took from its commit.
 */
public final class MeasuredFollower implements BoardFollower {
  private final BoardFollower follower;
  private final Clock clock;
  private final Timer delay;

  public MeasuredFollower(
      BoardFollower follower, JobsTime time, Clock clock, MeterRegistry registry) {
    this.follower = follower;
    this.clock = clock;
    this.delay =
        Timer.builder("groundswell.boards.delay")
            .description("From the instant up to which a board is complete to its arrival here")
            .publishPercentileHistogram()
            .maximumExpectedValue(Duration.ofMinutes(1))
            .register(registry);
    Gauge age =
        Gauge.builder("groundswell.jobs.age", () -> age(time))
            .description("How long ago everything committed was in the boards; stale above 5 s")
            .baseUnit("seconds")
            .register(registry);
    assert age != null;
  }

  private double age(JobsTime time) {
    long asOf = time.asOf();
    return asOf == 0 ? Double.NaN : (clock.millis() - asOf) / 1_000.0;
  }

  @Override
  public Completable readBack(Topic topic, List<BoardVersion> versions) {
    return follower.readBack(topic, versions);
  }

  @Override
  public Completable appended(Topic topic, List<BoardVersion> versions) {
    long now = clock.millis();
    for (BoardVersion version : versions) {
      delay.record(Duration.ofMillis(Math.max(0, now - version.state().head().asOf())));
    }
    return follower.appended(topic, versions);
  }

  @Override
  public Completable sampled(List<SampledPlay> plays) {
    return follower.sampled(plays);
  }

  @Override
  public void ticked() {
    follower.ticked();
  }
}
