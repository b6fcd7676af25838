package dev.groundswell.server.poll.week;

import dev.groundswell.simulator.catalogue.Catalogue;
import java.util.List;

/** Many virtual weeks, one after the other: {@code [seeds] [listeners] [days] [first seed]}. */
public final class VirtualWeekRun {
  private VirtualWeekRun() {}

  public static void main(String... arguments) {
    int seeds = number(arguments, 0, 20);
    int listeners = number(arguments, 1, 200);
    int days = number(arguments, 2, 7);
    int first = number(arguments, 3, 1);
    int inexact = 0;
    for (int seed = first; seed < first + seeds; seed++) {
      long began = System.nanoTime();
      Verdict verdict =
          Verdict.on(
              new VirtualWeek(
                      VirtualWeek.Plan.withEverything(seed, listeners, days), Catalogue.of(seed))
                  .run());
      System.out.printf("%s (%d s)%n", verdict, (System.nanoTime() - began) / 1_000_000_000);
      show("missing", verdict.missing);
      show("extra", verdict.extra);
      show("doubled", verdict.doubled);
      show("private", verdict.exposed);
      inexact += verdict.isExact() ? 0 : 1;
    }
    System.out.printf("%d of %d seeds exact%n", seeds - inexact, seeds);
    System.exit(inexact == 0 ? 0 : 1);
  }

  private static void show(String what, List<String> cases) {
    cases.stream().limit(10).forEach(one -> System.out.println("  " + what + ": " + one));
  }

  private static int number(String[] arguments, int place, int otherwise) {
    return arguments.length > place ? Integer.parseInt(arguments[place]) : otherwise;
  }
}
