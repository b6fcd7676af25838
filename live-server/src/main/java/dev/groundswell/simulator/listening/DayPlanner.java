package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Advert;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Playable;
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
  private static final double ADVERTS_AFTER_A_TRACK = 0.15;

  private final long seed;
  private final Queues queues;

  DayPlanner(long seed, Catalogue catalogue, TakingOff takingOff) {
    this.seed = seed;
    this.queues = new Queues(seed, catalogue, takingOff);
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
  private final class Day implements Queues.Now {
    private final Listener listener;
    private final LocalDate date;
    private final Chance chance;
    private final long start;
    private final long end;
    private final Attention attention;
    private final List<Play> plays = new ArrayList<>();
    private long at;

    Day(Listener listener, LocalDate date, Chance chance) {
      this.listener = listener;
      this.date = date;
      this.chance = chance;
      this.attention = new Attention(listener, chance);
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

    @Override
    public LocalDate date() {
      return date;
    }

    @Override
    public double hour() {
      return STARTS_AT_HOUR + (at - start) / HOUR_MS;
    }

    @Override
    public long at() {
      return at;
    }

    private void listen() {
      double length = chance.logNormal(MEDIAN_SESSION_MS, 0.75);
      length = Math.min(LONGEST_SESSION_MS, Math.max(SHORTEST_SESSION_MS, length));
      long until = Math.min(end, at + (long) length);
      Listener.Device device =
          chance.happens(0.65) ? listener.devices().get(0) : chance.pick(listener.devices());
      boolean privately = chance.happens(listener.habits().privately());
      while (at < until) {
        Queues.Queue queue = queues.choose(listener, this, chance);
        Setting setting = queue.setting(device, privately);
        Iterator<Playable> items = queue.items().limit(4 + chance.below(18)).iterator();
        while (at < until && items.hasNext()) {
          hear(items.next(), setting, until);
          adverts(setting, until);
        }
      }
    }

    /** Now and then one or two, for those who do not pay. */
    private void adverts(Setting setting, long until) {
      if (listener.habits().adverts() && chance.happens(ADVERTS_AFTER_A_TRACK)) {
        int number = 1 + chance.below(2);
        for (int i = 0; i < number && at < until; i++) {
          var advert = new Advert(chance.base62(22), 15_000 + 5_000 * chance.below(4));
          once(advert, setting, until, false);
        }
      }
    }

    private void hear(Playable item, Setting setting, long until) {
      boolean again = item instanceof Track && chance.happens(listener.habits().repeats());
      int times = again ? 2 + (int) chance.exponential(1.2) : 1;
      Setting how = again ? setting.repeating(Setting.Repeat.TRACK) : setting;
      for (int i = 0; i < times && at < until; i++) {
        once(item, how, until, again);
      }
    }

    private void once(Playable item, Setting setting, long until, boolean loved) {
      Play play = attention.hear(item, setting, at, loved);
      // Half of the sessions end in the middle of a track, the others with its end.
      if (play.endAt() > end || (play.endAt() > until && chance.happens(0.5))) {
        play = play.stoppedAt(until);
      }
      if (play != null) {
        plays.add(play);
        at = play.endAt() + pauseBetween(play.ending());
      }
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
