package dev.groundswell.events;

import org.jspecify.annotations.Nullable;

/**
 * What a version of a board says besides its rows.
 *
 * @param asOf everything committed before this instant is in it, epoch milliseconds
 * @param from the exclusive old edge of the window, epoch milliseconds
 * @param totals figures of the whole window, rows left out included
 * @param approximate whether distinct listeners are estimated
 * @param shows what is ranked, where that is not what the topic says; else null
 */
public record Head(
    long asOf, long from, Figures totals, boolean approximate, Topic.@Nullable Kind shows) {

  public Head(long asOf, long from, Figures totals) {
    this(asOf, from, totals, false, null);
  }

  /** The totals that boards of the most played have. */
  public Head(long asOf, long from, long plays, long listeners, long withheld) {
    this(
        asOf,
        from,
        Figures.of(Figure.PLAYS, plays, Figure.LISTENERS, listeners)
            .with(Figure.WITHHELD, withheld));
  }

  /** The same, where something else is ranked than the topic says; null where that is not so. */
  public Head showing(Topic.@Nullable Kind other) {
    return new Head(asOf, from, totals, approximate, other);
  }

  public Head with(Figure figure, long number) {
    return new Head(asOf, from, totals.with(figure, number), approximate, shows);
  }

  /** The same at another instant. */
  public Head at(long newAsOf, long newFrom) {
    return new Head(newAsOf, newFrom, totals, approximate, shows);
  }

  /** Whether it tells the same, whatever the instants. */
  public boolean tellsTheSameAs(Head other) {
    return totals.equals(other.totals) && approximate == other.approximate && shows == other.shows;
  }
}
