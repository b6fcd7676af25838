package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.listening.Play.Ending;
import dev.groundswell.simulator.population.Listener;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Plans all plays of one listener's day.
 *
 * <p>A listener's day is from four in the morning to four in the morning by the listener's clock,
 * when hardly anybody listens, and nothing reaches over its edge. So days can be planned one by
 * one, in any order.
 */
final class DayPlanner {
  private static final int STARTS_AT_HOUR = 4;
  private static final LocalTime STARTS_AT = LocalTime.of(STARTS_AT_HOUR, 0);
  private static final double HOUR_MS = 3_600_000;

  private static final double DAY_WITHOUT_MUSIC = 0.05;

  /** The mean wait for the next session of a usual listener at the most inclined hour. */
  private static final double MEAN_WAIT_MS = 1.75 * HOUR_MS;

  private static final double MEDIAN_SESSION_MS = 38 * 60_000;
  private static final double SHORTEST_SESSION_MS = 4 * 60_000;
  private static final double LONGEST_SESSION_MS = 5 * HOUR_MS;
  private static final int BREAK_AFTER_SESSION_MS = 5 * 60_000;

  private final long seed;
  private final Queues queues;

  DayPlanner(long seed, Catalogue catalogue) {
    this.seed = seed;
    this.queues = new Queues(seed, catalogue);
  }

  /** The listener's day to which {@code instant} belongs. */
  static LocalDate dayOf(Listener listener, Instant instant) {
    LocalDateTime local = LocalDateTime.ofInstant(instant, listener.zone());
    LocalDate date = local.toLocalDate();
    return local.getHour() < STARTS_AT_HOUR ? date.minusDays(1) : date;
  }

  /** The plays of {@code date} in their order. */
  List<Play> plan(Listener listener, LocalDate date) {
    Chance chance = Chance.of(seed, "day", listener.number(), date.toEpochDay());
    if (chance.happens(DAY_WITHOUT_MUSIC)) {
      return List.of();
    }
    return new Day(listener, date, chance).plan();
  }

  private static long startOf(Listener listener, LocalDate date) {
    return date.atTime(STARTS_AT).atZone(listener.zone()).toInstant().toEpochMilli();
  }

  /** One day while it is being planned; {@code at} is how far it has got. */
  private final class Day {
    private final Listener listener;
    private final LocalDate date;
    private final Chance chance;
    private final long start;
    private final long end;
    private final List<Play> plays = new ArrayList<>();
    private long at;

    Day(Listener listener, LocalDate date, Chance chance) {
      this.listener = listener;
      this.date = date;
      this.chance = chance;
      this.start = startOf(listener, date);
      this.end = startOf(listener, date.plusDays(1));
      this.at = start;
    }

    List<Play> plan() {
      while (true) {
        at += (long) chance.exponential(MEAN_WAIT_MS / listener.activity());
        if (at >= end) {
          return List.copyOf(plays);
        }
        if (chance.happens(DayRhythm.inclination(listener, date.getDayOfWeek(), hour()))) {
          listen();
          at += BREAK_AFTER_SESSION_MS;
        }
      }
    }

    private double hour() {
      return STARTS_AT_HOUR + (at - start) / HOUR_MS;
    }

    private void listen() {
      double length = chance.logNormal(MEDIAN_SESSION_MS, 0.75);
      length = Math.min(LONGEST_SESSION_MS, Math.max(SHORTEST_SESSION_MS, length));
      long until = Math.min(end, at + (long) length);
      Listener.Device device =
          chance.happens(0.65) ? listener.devices().get(0) : chance.pick(listener.devices());
      while (at < until) {
        Queues.Queue queue = queues.choose(listener, date.toEpochDay(), hour(), chance);
        Setting setting =
            new Setting(
                device,
                queue.context(),
                queue.shuffle(),
                queue.shuffle() ? Setting.Repeat.CONTEXT : Setting.Repeat.OFF);
        Iterator<Track> tracks = queue.tracks().limit(4 + chance.below(18)).iterator();
        while (at < until && tracks.hasNext()) {
          hear(tracks.next(), setting, until);
        }
      }
    }

    private void hear(Track track, Setting setting, long until) {
      int times = chance.happens(listener.repeats()) ? 2 + (int) chance.exponential(1.2) : 1;
      Setting how = times > 1 ? setting.repeating(Setting.Repeat.TRACK) : setting;
      for (int i = 0; i < times && at < until; i++) {
        Play play = play(track, how, times > 1);
        // Half of the sessions end in the middle of a track, the others with its end.
        if (play.endAt() > end || (play.endAt() > until && chance.happens(0.5))) {
          play = play.stoppedAt(until);
        }
        if (play == null) {
          return;
        }
        plays.add(play);
        at = play.endAt() + pauseBetween(play.ending());
      }
    }

    private Play play(Track track, Setting setting, boolean loved) {
      int length = track.durationMs();
      int heard = length;
      Ending ending = Ending.FINISHED;
      if (!loved && chance.happens(listener.skips())) {
        ending = Ending.SKIPPED;
        // Most skips come early, when it is plain that this is not what one wants to hear.
        double after =
            chance.happens(0.65) ? chance.logNormal(9_000, 0.7) : chance.unit() * length * 0.9;
        heard = (int) Math.min(length * 0.95, Math.max(1_500, after));
      }
      int pauseAfter = 0;
      int paused = 0;
      if (chance.happens(listener.pauses())) {
        pauseAfter = 1_000 + (int) (chance.unit() * (heard - 1_000));
        paused = (int) Math.min(20 * 60_000, Math.max(3_000, chance.logNormal(80_000, 1)));
      }
      return new Play(listener.number(), track, setting, at, heard, pauseAfter, paused, ending);
    }

    private int pauseBetween(Ending ending) {
      return ending == Ending.SKIPPED ? 150 + chance.below(700) : chance.below(900);
    }
  }

  /** How long a player shows a track as paused after it has been stopped. */
  static Duration lingering(Play play) {
    return Duration.ofMinutes(1 + Math.floorMod(play.startAt(), 9));
  }
}
