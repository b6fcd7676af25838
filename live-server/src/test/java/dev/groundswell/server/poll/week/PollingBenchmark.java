package dev.groundswell.server.poll.week;

import dev.groundswell.server.poll.PollOptions;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.LocalFile;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.Disturbances;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What polling costs and how soon it sees a change, beside a fixed interval: {@code [listeners]
 * [days]}.
 *
 * <p>A listener's hour is active by the share of it in which something is heard or paused; calls
 * are those of all classes. A change from one track to another is seen when the first answer shows
 * the new one. Left out are changes before the first look that found the listener listening at all,
 * and, counted, those after which nothing was shown of the new track.
 */
public final class PollingBenchmark {
  private static final Duration NEVER = Duration.ofDays(1);

  private PollingBenchmark() {}

  public static void main(String... arguments) {
    int listeners = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
    int days = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 2;
    for (Disturbances disturbances : List.of(Disturbances.NONE, Disturbances.USUAL)) {
      System.out.println(disturbances == Disturbances.NONE ? "Undisturbed" : "An ordinary day");
      measure("ours", listeners, days, disturbances, PollOptions.withBudget(100_000));
      measure("fixed 10 s", listeners, days, disturbances, fixed(10));
      measure("fixed 120 s", listeners, days, disturbances, fixed(120));
    }
  }

  private static PollOptions fixed(int seconds) {
    PollOptions ours = PollOptions.withBudget(100_000);
    Duration every = Duration.ofSeconds(seconds);
    return new PollOptions(
        ours.budget(),
        ours.budgetWindow(),
        ours.concurrency(),
        every,
        NEVER,
        every,
        every,
        ours.historyFrom(),
        ours.historyTo(),
        ours.failureFrom(),
        ours.failureTo(),
        ours.refusedFor(),
        ours.saveEvery(),
        ours.quota(),
        ours.lease(),
        ours.renewal());
  }

  private static void measure(
      String name, int listeners, int days, Disturbances disturbances, PollOptions options) {
    VirtualWeek.Plan plan =
        new VirtualWeek.Plan(1, listeners, Duration.ofDays(days), disturbances, 0, 0, options);
    VirtualWeek week = new VirtualWeek(plan, Catalogue.of(1)).run();
    double activeMs = 0;
    double allMs = 0;
    int active = 0;
    int idle = 0;
    int unseen = 0;
    List<Long> natural = new ArrayList<>();
    List<Long> skips = new ArrayList<>();
    for (Listener listener : week.population.listeners()) {
      List<Play> plays =
          week.shown.truth(listener, VirtualWeek.BEGINNING, plan.end()).stream()
              .map(true_ -> true_.play())
              .toList();
      allMs += plan.length().toMillis();
      activeMs += plays.stream().mapToLong(play -> play.endAt() - play.startAt()).sum();
      for (Testimony.Call call : week.testimony.calls) {
        if (call.listener() == listener.number() && call.at() < plan.end().toEpochMilli()) {
          boolean during =
              plays.stream().anyMatch(p -> p.startAt() <= call.at() && call.at() < p.endAt());
          active += during ? 1 : 0;
          idle += during ? 0 : 1;
        }
      }
      unseen += changes(week, listener, plays, natural, skips);
    }
    System.out.printf(
        Locale.ROOT,
        "  %-12s calls an hour: active %.0f, idle %.1f; natural change p50 %.1f s p95 %.1f s (%d);"
            + " skip p50 %.1f s p95 %.1f s (%d); never shown %d%n",
        name,
        active / (activeMs / 3_600_000),
        idle / ((allMs - activeMs) / 3_600_000),
        percentile(natural, 0.5),
        percentile(natural, 0.95),
        natural.size(),
        percentile(skips, 0.5),
        percentile(skips, 0.95),
        skips.size(),
        unseen);
  }

  /** Delays from a change to the first answer that shows what came next; returns those without. */
  private static int changes(
      VirtualWeek week, Listener listener, List<Play> plays, List<Long> natural, List<Long> skips) {
    List<Testimony.Look> looks = week.testimony.looks(listener.number());
    Set<Integer> unseen = new HashSet<>();
    int at = 0;
    for (int i = 1; i < plays.size(); i++) {
      Play before = plays.get(i - 1);
      Play next = plays.get(i);
      boolean follows = next.startAt() - before.endAt() < 2_000;
      if (!follows || !isTrack(before) || !isTrack(next) || next.setting().privately()) {
        continue;
      }
      while (at < looks.size() && looks.get(at).at() < next.startAt()) {
        at++;
      }
      if (at == 0 || !looks.get(at - 1).playing()) {
        continue;
      }
      int seen = at;
      while (seen < looks.size()
          && looks.get(seen).at() < next.endAt()
          && looks.get(seen).since() < next.startAt()) {
        seen++;
      }
      if (seen == looks.size() || looks.get(seen).at() >= next.endAt()) {
        unseen.add(i);
      } else {
        boolean ended = before.ending() == Play.Ending.FINISHED;
        (ended ? natural : skips).add(looks.get(seen).at() - next.startAt());
      }
    }
    return unseen.size();
  }

  private static boolean isTrack(Play play) {
    return play.item() instanceof Track || play.item() instanceof LocalFile;
  }

  private static double percentile(List<Long> delays, double share) {
    List<Long> sorted = delays.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) (share * (sorted.size() - 1))) / 1000.0;
  }
}
