package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Watch.t;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random listening, looked at as the poller looks, gives exactly the plays that were, even where
 * Spotify does not say since when.
 *
 * <p>Exactly: every play during which there was a look after it counted (the others are the list of
 * plays' to tell), no other, in order. No track is shorter than the time between two looks. START,
 * the instant of counting and how long it was heard are within a second; of a play with a pause,
 * within the time between two looks. The script keeps away from what looks cannot decide: a skip
 * within a second of the threshold or in the last seconds of a track; two skips, or a skip and a
 * pause, within one look; skips and pauses before the first look after a silence; a skip into
 * silence; a pause whose rest is shorter than a look.
 */
class PlayDetectorSimulationTest {
  private static final double LOOK = 32;

  /** A pause that lasts is looked at less often. */
  private static final double RESUMED = 100;

  private static final double LONGEST_IDLE = 470;

  /** Some seconds of one thing: of a track from {@code from} on, or of silence. */
  private record Stretch(
      double begin, double end, PlayedTrack track, double from, boolean audible) {
    double progress(double at) {
      return audible ? from + at - begin : from;
    }
  }

  /** A play as it was. */
  private record True(
      PlayedTrack track, double start, double end, double heard, Double countedAt, boolean paused) {
    boolean isSeen(List<Double> looks) {
      return looks.stream().anyMatch(look -> look >= countedAt + 1 && look < end - 1);
    }
  }

  /** Writes what a listener does, and what that comes to. */
  private static final class Script {
    final SplittableRandom random;
    final List<Stretch> stretches = new ArrayList<>();
    final List<True> plays = new ArrayList<>();
    double time;
    final List<Double> looks = new ArrayList<>();
    boolean afterSkip;
    double calmUntil;
    int tracks;

    Script(long seed) {
      random = new SplittableRandom(seed);
      silence(20);
    }

    void silence(double length) {
      stretches.add(new Stretch(time, time += length, null, 0, false));
      calmUntil = time + LONGEST_IDLE;
    }

    void play(boolean pauses, boolean mayBeSkipped) {
      int shortest = pauses ? 200 : 40;
      PlayedTrack track = Watch.track("t" + tracks++, shortest + random.nextInt(300));
      boolean skips = mayBeSkipped && !afterSkip && time > calmUntil && random.nextInt(4) == 0;
      int repeats = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 1;
      for (int i = 0; i < repeats; i++) {
        boolean last = i == repeats - 1;
        once(
            track,
            pauses && !afterSkip && time > calmUntil && random.nextInt(3) == 0,
            skips && last);
      }
      afterSkip = skips;
    }

    private void once(PlayedTrack track, boolean pauses, boolean skips) {
      double length = track.duration().toMillis() / 1000.0;
      double enough = length < 60 ? length / 2 : 30;
      double heard = skips ? clear(enough, length) : length;
      double start = time;
      boolean paused = pauses && heard > LOOK + 15;
      double pauseAt = paused ? 3 + random.nextDouble() * (heard - LOOK - 10) : heard;
      stretches.add(new Stretch(time, time += pauseAt, track, 0, true));
      double pause = 0;
      if (paused) {
        pause = 10 + random.nextDouble() * 200;
        stretches.add(new Stretch(time, time += pause, track, pauseAt, false));
        stretches.add(new Stretch(time, time += heard - pauseAt, track, pauseAt, true));
      }
      double counted = start + enough + (pauseAt < enough ? pause : 0);
      plays.add(new True(track, start, time, heard, heard >= enough ? counted : null, paused));
    }

    private double clear(double enough, double length) {
      double heard = 1 + random.nextDouble() * (length - 6);
      return Math.abs(heard - enough) < 1 ? enough + 1.5 : heard;
    }

    Stretch at(double when) {
      for (Stretch stretch : stretches) {
        if (when >= stretch.begin() && when < stretch.end()) {
          return stretch;
        }
      }
      throw new AssertionError("nothing is written for " + when);
    }

    Seen seen(double when) {
      Stretch stretch = at(when);
      if (stretch.track() == null) {
        return new Seen.Idle();
      }
      return new Seen.Playing(
          stretch.track(), Watch.seconds(stretch.progress(when)), stretch.audible(), null);
    }
  }

  private static Watch look(Script script) {
    PollOptions options = PollOptions.withBudget(100);
    Pacing pacing = new Pacing(options, script.random.split());
    Watch watch = new Watch();
    double at = 1;
    while (at < script.time) {
      // Answers are up to 400 ms old when they come.
      double age = script.random.nextDouble() * 0.4;
      script.looks.add(at);
      watch.see(at + age, script.seen(at));
      Instant next = pacing.next(watch.last.prospect(), 1, t(at + age)).at();
      at = Duration.between(Watch.BEGINNING, next).toMillis() / 1000.0;
    }
    return watch;
  }

  @Test
  void listeningWithoutPausesIsSeenExactly() {
    for (long seed = 0; seed < 300; seed++) {
      Script script = new Script(seed);
      for (int i = 0; i < 15; i++) {
        script.play(false, i < 14);
      }
      script.silence(700);
      compare(seed, script, look(script).counted());
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1_000, 2_000})
  void listeningWithPausesAndSilencesIsSeenWithinOneLook(long from) {
    for (long seed = from; seed < from + 300; seed++) {
      Script script = new Script(seed);
      for (int i = 0; i < 15; i++) {
        boolean silenceFollows = i == 14 || script.random.nextInt(5) == 0;
        script.play(true, !silenceFollows);
        if (silenceFollows) {
          script.silence(30 + script.random.nextInt(2000));
        }
      }
      script.silence(700);
      compare(seed, script, look(script).counted());
    }
  }

  private static void compare(long seed, Script script, List<PlayDraft> seen) {
    int found = 0;
    for (True was : script.plays) {
      if (was.countedAt() == null) {
        continue;
      }
      boolean is = found < seen.size() && isOf(seen.get(found), was);
      if (is) {
        compare(
            "of " + was + ", seed " + seed + ", seen as " + seen.get(found), was, seen.get(found));
        found++;
      } else {
        assertThat(was.isSeen(script.looks)).as("%s of seed %d was seen", was, seed).isFalse();
      }
    }
    assertThat(seen).as("plays of seed %d", seed).hasSize(found);
  }

  private static boolean isOf(PlayDraft is, True was) {
    double nearest =
        Math.min(was.paused() ? RESUMED : LOOK, was.track().duration().toMillis() / 2000.0);
    return is.track().equals(was.track())
        && Math.abs(from(is.startedAt()) - was.start()) <= nearest;
  }

  private static void compare(String which, True was, PlayDraft is) {
    double tolerance = was.paused() ? RESUMED : 1;
    assertThat(from(is.startedAt())).as("START " + which).isCloseTo(was.start(), within(tolerance));
    assertThat(from(is.countedAt()))
        .as("count " + which)
        .isCloseTo(was.countedAt(), within(tolerance));
    // Where nobody looked shortly before its end, it is known to have been heard no longer.
    assertThat(is.heard().toMillis() / 1000.0)
        .as("heard " + which)
        .isBetween(is.knowsEnd() ? was.heard() - tolerance : 0, was.heard() + tolerance);
  }

  private static double from(Instant instant) {
    return Duration.between(Watch.BEGINNING, instant).toMillis() / 1000.0;
  }
}
