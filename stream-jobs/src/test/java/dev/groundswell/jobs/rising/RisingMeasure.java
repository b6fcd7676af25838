package dev.groundswell.jobs.rising;

import dev.groundswell.events.BoardItem;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.HarnessedBoards;
import dev.groundswell.jobs.PlayScript;
import dev.groundswell.jobs.rising.BurstScript.Burst;
import dev.groundswell.jobs.rising.BurstScript.Heard;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How well the board of rising tracks finds what catches on, beside plain counts and z-scores.
 *
 * <p>Run it by {@code ./mvnw -q -Pno-web,bench -pl stream-jobs test-compile exec:exec@rising}, with
 * {@code -Dbench.listeners=8,60} for other numbers of listeners. The board is that of the jobs' own
 * operators, with a minimum of 1; it is looked at every 5 minutes of two days that follow a week of
 * habit.
 *
 * <p>AP@10: mean average precision of the first ten rows while anything rises. Found: the part of
 * all bursts that come among the first five while they last, and the median minutes until then.
 * False alarms and loops: rows a look that do not rise, and rows of a track that one person
 * repeats. Plain counts always show ten rows; z-scores those above 3 of the plays of the hour
 * against the hours of the week, with four plays at least.
 */
public final class RisingMeasure {
  private static final long STEP = 5 * BurstScript.MINUTE;
  private static final int ROWS = 10;
  private static final int FIRST = 5;
  private static final int WEEK_HOURS = 7 * 24;

  private final BurstScript script;
  private final Deque<Heard> lastHour = new ArrayDeque<>();
  private final Map<Integer, int[]> byHour = new HashMap<>();

  private RisingMeasure(BurstScript script) {
    this.script = script;
  }

  public static void main(String[] args) throws Exception {
    System.out.printf(
        "%-10s %-8s %6s %7s %8s %13s %7s%n",
        "listeners", "by", "AP@10", "found", "minutes", "false alarms", "loops");
    for (String listeners : args[0].split(",", -1)) {
      new RisingMeasure(new BurstScript(1, Integer.parseInt(listeners))).run(listeners);
    }
  }

  /** What a way of ranking came to. */
  private static final class Tally {
    private double precision;
    private int looksWithBursts;
    private int looks;
    private int falseAlarms;
    private int loops;
    private final Map<Burst, Long> found = new HashMap<>();

    void look(BurstScript script, List<Integer> rows, long at) {
      looks++;
      List<Integer> first = rows.subList(0, Math.min(ROWS, rows.size()));
      for (int row : rows) {
        falseAlarms += script.isRising(row, at) || script.looped.contains(row) ? 0 : 1;
        loops += script.looped.contains(row) ? 1 : 0;
      }
      Set<Integer> relevant = new HashSet<>();
      for (Burst burst : script.bursts) {
        if (burst.isOn(at)) {
          relevant.add(burst.track());
          int place = first.indexOf(burst.track());
          if (place >= 0 && place < FIRST) {
            found.putIfAbsent(burst, at);
          }
        }
      }
      if (!relevant.isEmpty()) {
        looksWithBursts++;
        precision += averagePrecision(first, relevant, script, at);
      }
    }

    /** What rose a little while ago and is still inside the hour counts for and against nobody. */
    private static double averagePrecision(
        List<Integer> rows, Set<Integer> relevant, BurstScript script, long at) {
      double sum = 0;
      int hits = 0;
      int place = 0;
      for (int row : rows) {
        if (relevant.contains(row)) {
          place++;
          hits++;
          sum += (double) hits / place;
        } else if (!script.isRising(row, at)) {
          place++;
        }
      }
      return sum / Math.min(ROWS, relevant.size());
    }

    void print(String listeners, String by, BurstScript script) {
      List<Long> minutes = new ArrayList<>();
      found.forEach((burst, at) -> minutes.add((at - burst.start()) / BurstScript.MINUTE));
      minutes.sort(Comparator.naturalOrder());
      System.out.printf(
          "%-10s %-8s %6.3f %6.0f%% %8s %13.2f %7.2f%n",
          listeners,
          by,
          precision / looksWithBursts,
          100.0 * found.size() / script.bursts.size(),
          minutes.isEmpty() ? "-" : minutes.get(minutes.size() / 2),
          (double) falseAlarms / looks,
          (double) loops / looks);
    }
  }

  private void run(String listeners) throws Exception {
    Tally rising = new Tally();
    Tally counts = new Tally();
    Tally deviations = new Tally();
    long next = BurstScript.BEGINNING + STEP;
    try (HarnessedBoards boards = HarnessedBoards.fresh(1)) {
      for (Heard heard : script.plays) {
        for (; heard.at() > next; next += STEP) {
          boards.step(PlayScript.heartbeat(next));
          boards.versions.clear();
          if (next >= BurstScript.TEST) {
            forget(next);
            rising.look(script, shown(boards), next);
            counts.look(script, mostPlayed(), next);
            deviations.look(script, farthest(next), next);
          }
        }
        boards.step(PlayScript.change(heard.at(), heard.listener() + 1L, null, state(heard)));
        count(heard);
      }
    }
    rising.print(listeners, "rising", script);
    counts.print(listeners, "counts", script);
    deviations.print(listeners, "z-score", script);
  }

  private static PlayState state(Heard heard) {
    return new PlayState(
        heard.track() + 1L,
        List.of(),
        0,
        0,
        heard.at() - 30_000,
        heard.at(),
        180_000,
        Source.SPOTIFY,
        true);
  }

  private static List<Integer> shown(HarnessedBoards boards) {
    return boards.latest.get(Topic.rising(Kind.TRACKS)).items().stream()
        .map(BoardItem::item)
        .map(item -> (int) (item - 1))
        .toList();
  }

  private void count(Heard heard) {
    lastHour.add(heard);
    int hour = (int) ((heard.at() - BurstScript.BEGINNING) / BurstScript.HOUR);
    byHour.computeIfAbsent(heard.track(), track -> new int[10 * 24])[hour]++;
  }

  private void forget(long now) {
    while (!lastHour.isEmpty() && lastHour.peek().at() <= now - BurstScript.HOUR) {
      lastHour.remove();
    }
  }

  private Map<Integer, Integer> playsOfTheHour() {
    Map<Integer, Integer> plays = new HashMap<>();
    lastHour.forEach(heard -> plays.merge(heard.track(), 1, Integer::sum));
    return plays;
  }

  private List<Integer> mostPlayed() {
    return playsOfTheHour().entrySet().stream()
        .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
        .limit(ROWS)
        .map(Map.Entry::getKey)
        .toList();
  }

  private List<Integer> farthest(long now) {
    int hour = (int) ((now - BurstScript.BEGINNING) / BurstScript.HOUR);
    Map<Integer, Double> scores = new HashMap<>();
    playsOfTheHour()
        .forEach(
            (track, plays) -> {
              double sum = 0;
              double squares = 0;
              for (int past = hour - 1 - WEEK_HOURS; past < hour - 1; past++) {
                double count = past < 0 ? 0 : byHour.get(track)[past];
                sum += count;
                squares += count * count;
              }
              double mean = sum / WEEK_HOURS;
              double deviation = Math.sqrt(Math.max(0, squares / WEEK_HOURS - mean * mean));
              double score = (plays - mean) / Math.max(deviation, 0.1);
              if (plays >= 4 && score > 3) {
                scores.put(track, score);
              }
            });
    return scores.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().reversed())
        .map(Map.Entry::getKey)
        .toList();
  }
}
