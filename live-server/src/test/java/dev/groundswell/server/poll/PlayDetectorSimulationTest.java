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
 * Random listening, looked at as the poller looks, gives exactly the plays that were.
 *
 * <p>Exactly: every play during which there was a look (the others are the list of plays' to tell),
 * no other, in order. START, the instant of counting and how long it was heard are within a second;
 * of a play with a pause, within one look (32 s). The script keeps away from what looks cannot
 * decide: a skip within a second of the threshold or in the last seconds of a track; two skips, or
 * a skip and a pause, within one look; skips and pauses before the first look after a silence; a
 * skip into silence; a pause whose rest is shorter than a look.
 */
class PlayDetectorSimulationTest {
  private static final double LOOK = 32;
  private static final double LONGEST_IDLE = 335;

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
      return looks.stream().anyMatch(look -> look >= start && look < end);
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
      int shortest = afterSkip ? 40 : 20;
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
          stretch.track(),
          Watch.seconds(stretch.progress(when)),
          stretch.audible(),
          t(stretch.begin()));
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
    List<True> plays =
        script.plays.stream()
            .filter(play -> play.countedAt() != null && play.isSeen(script.looks))
            .toList();
    assertThat(seen)
        .as("plays of seed %d", seed)
        .extracting(play -> play.track().spotifyId())
        .containsExactlyElementsOf(plays.stream().map(play -> play.track().spotifyId()).toList());
    for (int i = 0; i < plays.size(); i++) {
      True was = plays.get(i);
      PlayDraft is = seen.get(i);
      double tolerance = was.paused() ? LOOK : 1;
      String which = "play " + i + " of seed " + seed + ": " + was + " seen as " + is;
      assertThat(from(is.startedAt()))
          .as("START of " + which)
          .isCloseTo(was.start(), within(tolerance));
      assertThat(from(is.countedAt()))
          .as("count of " + which)
          .isCloseTo(was.countedAt(), within(tolerance));
      assertThat(is.heard().toMillis() / 1000.0)
          .as("heard of " + which)
          .isCloseTo(was.heard(), within(tolerance));
    }
  }

  private static double from(Instant instant) {
    return Duration.between(Watch.BEGINNING, instant).toMillis() / 1000.0;
  }
}
