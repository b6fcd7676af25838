package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What people hear of their own accord: a pure function of seed, listener and instant.
 *
 * <p>There is no loop that plays and nothing to restore: any instant of any year can be asked for,
 * in any order, by any number of processes, and all get the same answer, as long as none has been
 * ordered to have something take off. The days asked about last are kept, which is an economy and
 * nothing else.
 */
public final class Listening implements Playback {
  private final TakingOff takingOff;
  private final PlannedDays days;

  public Listening(long seed, Catalogue catalogue) {
    this.takingOff = new TakingOff(seed, catalogue.releases());
    this.days = new PlannedDays(new DayPlanner(seed, catalogue, takingOff));
  }

  /** Has {@code track} take off at {@code at}: from then on more and more people hear it. */
  public void takeOff(Track track, Instant at) {
    takingOff.order(track, at);
    days.forget();
  }

  @Override
  public Moment at(Listener listener, Instant instant) {
    List<Play> plays = day(listener, DayPlanner.dayOf(listener, instant));
    long at = instant.toEpochMilli();
    int started = startedBy(plays, at);
    if (started == 0) {
      return new Moment.Idle();
    }
    Play last = plays.get(started - 1);
    if (last.covers(at)) {
      return last.momentAt(at);
    }
    if (started < plays.size() && plays.get(started).startAt() - last.endAt() < 1_000) {
      // The short silence between two tracks: a player already shows the end of the first.
      return new Moment.Playing(last, last.lastProgressMs(), last.lastChangedAt());
    }
    boolean lingers =
        last.ending() == Play.Ending.STOPPED
            && at - last.endAt() < DayPlanner.lingering(last).toMillis();
    return lingers
        ? new Moment.Paused(last, last.lastProgressMs(), last.endAt())
        : new Moment.Idle();
  }

  @Override
  public List<Play> history(Listener listener, Instant from, Instant to) {
    List<Play> found = new ArrayList<>();
    if (!from.isBefore(to)) {
      return found;
    }
    long fromAt = from.toEpochMilli();
    long toAt = to.toEpochMilli();
    LocalDate last = DayPlanner.dayOf(listener, to);
    for (LocalDate date = DayPlanner.dayOf(listener, from);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      for (Play play : day(listener, date)) {
        if (play.startAt() < toAt && play.endAt() > fromAt) {
          found.add(play);
        }
      }
    }
    return found;
  }

  private List<Play> day(Listener listener, LocalDate date) {
    return days.of(listener, date);
  }

  /** How many of {@code plays} start at {@code at} or before. */
  private static int startedBy(List<Play> plays, long at) {
    int low = 0;
    int high = plays.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (plays.get(middle).startAt() <= at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
