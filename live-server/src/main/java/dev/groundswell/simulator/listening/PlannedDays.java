package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.population.Listener;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The days that were asked about last.
 *
 * <p>By last use and nothing else: a cache that favours what was used often would hold on to
 * yesterday and plan today anew for each question.
 */
final class PlannedDays {
  private static final int MOST = 4_500;

  private final DayPlanner planner;
  private final Map<Day, List<Play>> days =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Day, List<Play>> eldest) {
          return size() > MOST;
        }
      };

  /** How often all was forgotten; what was begun before must not be kept. */
  private int generation;

  private record Day(int listener, LocalDate date) {}

  PlannedDays(DayPlanner planner) {
    this.planner = planner;
  }

  /** The plays of a listener's day in their order. */
  List<Play> of(Listener listener, LocalDate date) {
    var day = new Day(listener.number(), date);
    int plannedIn;
    synchronized (days) {
      plannedIn = generation;
      List<Play> known = days.get(day);
      if (known != null) {
        return known;
      }
    }
    List<Play> planned = planner.plan(listener, date);
    synchronized (days) {
      if (plannedIn == generation) {
        days.put(day, planned);
      }
    }
    return planned;
  }

  /** Has every day be planned anew. */
  void forget() {
    synchronized (days) {
      days.clear();
      generation++;
    }
  }
}
