package dev.groundswell.jobs.rising;

import dev.groundswell.jobs.PlayScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Made-up listening in which it is known what rises: a week of habit, then two days in which songs
 * catch on now and then, and with them what only looks like it.
 *
 * <p>Habit: tracks by Zipf's law, of which three in ten have four hours of the day in which they
 * are heard eight times as much (the decoys), favourites of each listener's own, and a daily curve.
 * Bursts: a track that hardly anybody knew takes 1 % to 8 % of all plays within 20 minutes, for two
 * hours. Loops: one listener hears one track over and over.
 */
final class BurstScript {
  static final long HOUR = Duration.ofHours(1).toMillis();
  static final long MINUTE = Duration.ofMinutes(1).toMillis();
  static final long BEGINNING = PlayScript.BEGINNING / (24 * HOUR) * 24 * HOUR;
  static final long TEST = BEGINNING + 7 * 24 * HOUR;
  static final long END = TEST + 2 * 24 * HOUR;

  private static final int TRACKS = 2_000;
  private static final int FAVOURITES = 20;
  private static final int PLAYS_A_DAY = 14;
  private static final double BURSTS_AN_HOUR = 0.5;
  private static final long BURST = 2 * HOUR;
  private static final double RAMP = 20.0 * MINUTE;
  private static final int LOOPS = 24;

  /** A play by somebody. */
  record Heard(long at, int listener, int track) {}

  /** A track that catches on. */
  record Burst(int track, long start, double peak) {
    boolean isOn(long at) {
      return at >= start && at < start + BURST;
    }

    double share(long at) {
      return isOn(at) ? peak * Math.min(1, (at - start) / RAMP) : 0;
    }
  }

  private final SplittableRandom chance;
  private final int listeners;
  private final double[][] cumulated = new double[24][TRACKS];
  private final int[][] favourites;
  final List<Burst> bursts = new ArrayList<>();
  final Set<Integer> looped = new HashSet<>();
  final List<Heard> plays = new ArrayList<>();

  BurstScript(long seed, int listeners) {
    chance = new SplittableRandom(seed);
    this.listeners = listeners;
    favourites = new int[listeners][FAVOURITES];
    drawHabits();
    drawBursts();
    for (long hour = BEGINNING; hour < END; hour += HOUR) {
      drawHour(hour);
    }
    drawLoops();
    plays.sort(Comparator.comparingLong(Heard::at));
  }

  /** Whether a track rises at an instant, or did so within the hour that is looked at. */
  boolean isRising(int track, long at) {
    return bursts.stream()
        .anyMatch(
            burst ->
                burst.track() == track && at >= burst.start() && at < burst.start() + BURST + HOUR);
  }

  private void drawHabits() {
    for (int track = 0; track < TRACKS; track++) {
      double weight = 1.0 / (track + 5);
      int from = chance.nextInt(24);
      boolean decoy = chance.nextInt(10) < 3;
      for (int hour = 0; hour < 24; hour++) {
        double now = decoy && (hour - from + 24) % 24 < 4 ? 8 * weight : weight;
        cumulated[hour][track] = now + (track == 0 ? 0 : cumulated[hour][track - 1]);
      }
    }
    for (int[] mine : favourites) {
      for (int i = 0; i < FAVOURITES; i++) {
        mine[i] = habitual(chance.nextInt(24));
      }
    }
  }

  private void drawBursts() {
    int track = TRACKS;
    for (long at = TEST; at < END - BURST; at += MINUTE) {
      if (chance.nextDouble() < BURSTS_AN_HOUR / 60) {
        double peak = 0.01 * Math.pow(8, chance.nextDouble());
        // Half of them are new, the others were heard by few.
        int which = chance.nextBoolean() ? track++ : TRACKS / 2 + chance.nextInt(TRACKS / 2);
        bursts.add(new Burst(which, at, peak));
      }
    }
  }

  private void drawHour(long hour) {
    int hourOfDay = (int) (hour / HOUR % 24);
    double busy = 1 + 0.8 * Math.sin((hourOfDay - 13) * Math.PI / 12);
    double expected = listeners * PLAYS_A_DAY / 24.0 * busy;
    int count = (int) (expected + chance.nextDouble());
    for (int i = 0; i < count; i++) {
      long at = hour + chance.nextLong(HOUR);
      int listener = chance.nextInt(listeners);
      plays.add(new Heard(at, listener, drawTrack(at, listener, hourOfDay)));
    }
  }

  private int drawTrack(long at, int listener, int hourOfDay) {
    for (Burst burst : bursts) {
      if (chance.nextDouble() < burst.share(at)) {
        return burst.track();
      }
    }
    return chance.nextInt(10) < 3
        ? favourites[listener][chance.nextInt(FAVOURITES)]
        : habitual(hourOfDay);
  }

  private int habitual(int hourOfDay) {
    double[] sums = cumulated[hourOfDay];
    int place = Arrays.binarySearch(sums, chance.nextDouble() * sums[TRACKS - 1]);
    return Math.min(TRACKS - 1, place < 0 ? -place - 1 : place);
  }

  private void drawLoops() {
    for (int i = 0; i < LOOPS; i++) {
      int track = 10_000 + i;
      looped.add(track);
      int listener = chance.nextInt(listeners);
      long start = TEST + chance.nextLong(END - TEST - BURST);
      for (long at = start; at < start + BURST; at += 3 * MINUTE) {
        plays.add(new Heard(at, listener, track));
      }
    }
  }
}
