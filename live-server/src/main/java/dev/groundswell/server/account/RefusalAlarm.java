package dev.groundswell.server.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether {@code invalid_grant} is to be believed.
 *
 * <p>One listener's refusal is. Several at once, or several without one renewal between them, look
 * like the provider's own trouble: then the alarm rings, nobody's consent counts as ended, and only
 * one renewal at a time goes out as a probe, at growing intervals. Two probes that succeed in a row
 * silence it; who is refused again after that is believed. An alarm that nothing silences for six
 * hours is taken for the truth.
 */
final class RefusalAlarm {
  static final int SEVERAL = 3;
  static final Duration AT_ONCE = Duration.ofMinutes(1);

  /** Within the life of an access token everybody's renewal comes by. */
  static final Duration REMEMBERED = Duration.ofHours(1);

  static final Duration BELIEVED_AFTER = Duration.ofHours(6);
  static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
  private static final int PROOFS = 2;

  /** What a refusal means. */
  sealed interface Verdict {}

  /** The listener's consent is over. */
  record Believe() implements Verdict {}

  /**
   * Perhaps nobody's is.
   *
   * @param mistaken listeners whose refusals were believed before the others came
   */
  record Doubt(List<Long> mistaken) implements Verdict {}

  private record Refusal(Instant at, long renewalsBefore) {}

  private final Clock clock;
  private final RandomGenerator chance;
  private final Map<Long, Refusal> refusals = new LinkedHashMap<>();
  private final Map<Long, Instant> secondChances = new LinkedHashMap<>();
  private long renewals;
  private @Nullable Instant ringingSince;
  private Instant nextProbe = Instant.MIN;
  private @Nullable Long probing;
  private int failedProbes;
  private int proofs;

  RefusalAlarm(Clock clock, RandomGenerator chance) {
    this.clock = clock;
    this.chance = chance;
  }

  /**
   * Whether a renewal may go out for this listener now. Who may go must come back with {@link
   * #renewed}, {@link #refused} or {@link #failed}.
   */
  synchronized boolean admits(long listener) {
    if (ringingSince == null) {
      return true;
    }
    if (probing != null || clock.instant().isBefore(nextProbe)) {
      return false;
    }
    probing = listener;
    return true;
  }

  /** When the next probe may go out. */
  synchronized Instant nextProbe() {
    return nextProbe;
  }

  synchronized boolean isRinging() {
    return ringingSince != null;
  }

  synchronized void renewed(long listener) {
    renewals++;
    secondChances.remove(listener);
    if (ringingSince == null) {
      refusals.remove(listener);
    } else if (isProbe(listener)) {
      failedProbes = 0;
      proofs++;
      nextProbe = clock.instant().plus(jittered(FIRST_PAUSE));
      if (proofs >= PROOFS) {
        silence();
      }
    }
  }

  /** The provider could not be asked, or gave no clear answer. */
  synchronized void failed(long listener) {
    if (isProbe(listener)) {
      postponeProbe();
    }
  }

  /**
   * @param consentRanOut whether the consent would have ended about now anyway: then there is
   *     nothing to doubt
   */
  synchronized Verdict refused(long listener, boolean consentRanOut) {
    Instant now = clock.instant();
    boolean probe = isProbe(listener);
    if (probe) {
      postponeProbe();
    }
    forgetBefore(now.minus(REMEMBERED));
    if (consentRanOut) {
      return new Believe();
    }
    if (ringingSince != null) {
      boolean forLong = ringingSince.plus(BELIEVED_AFTER).isBefore(now);
      return forLong ? new Believe() : doubt(listener, now, List.of());
    }
    if (secondChances.remove(listener) != null) {
      return new Believe();
    }
    refusals.put(listener, new Refusal(now, renewals));
    List<Long> together = togetherWith(now);
    if (together.size() < SEVERAL) {
      return new Believe();
    }
    ring(now);
    together.remove(listener);
    return doubt(listener, now, together);
  }

  private Verdict doubt(long listener, Instant now, List<Long> mistaken) {
    secondChances.put(listener, now);
    mistaken.forEach(other -> secondChances.put(other, now));
    return new Doubt(List.copyOf(mistaken));
  }

  /** Who was refused within a minute, or since the last renewal that succeeded. */
  private List<Long> togetherWith(Instant now) {
    var atOnce = new ArrayList<Long>();
    var inARow = new ArrayList<Long>();
    refusals.forEach(
        (listener, refusal) -> {
          if (!refusal.at().isBefore(now.minus(AT_ONCE))) {
            atOnce.add(listener);
          }
          if (refusal.renewalsBefore() == renewals) {
            inARow.add(listener);
          }
        });
    return atOnce.size() >= inARow.size() ? atOnce : inARow;
  }

  private void ring(Instant now) {
    ringingSince = now;
    probing = null;
    failedProbes = 0;
    proofs = 0;
    nextProbe = now.plus(jittered(FIRST_PAUSE));
    refusals.clear();
  }

  private void silence() {
    ringingSince = null;
    Instant now = clock.instant();
    secondChances.replaceAll((listener, since) -> now);
  }

  private void postponeProbe() {
    proofs = 0;
    failedProbes = Math.min(failedProbes + 1, 20);
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(failedProbes, 10));
    nextProbe =
        clock.instant().plus(jittered(pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE));
  }

  /** Whether this outcome is the probe's; if so, the next may go out. */
  private boolean isProbe(long listener) {
    if (ringingSince == null || probing == null || probing != listener) {
      return false;
    }
    probing = null;
    return true;
  }

  private void forgetBefore(Instant end) {
    refusals.values().removeIf(refusal -> refusal.at().isBefore(end));
    if (ringingSince == null) {
      secondChances.values().removeIf(since -> since.isBefore(end));
    }
  }

  private Duration jittered(Duration pause) {
    return Duration.ofMillis((long) (pause.toMillis() * (0.5 + chance.nextDouble() / 2)));
  }
}
