package dev.groundswell.jobs.window;

import dev.groundswell.events.Minutes;
import dev.groundswell.events.Topic.Kind;

/**
 * Tells of one listener's plays minute by minute: which minute a play belongs to, and where it
 * makes its listener a new one of everything, of its genre and of its first artist.
 */
final class ListenerMinutes {
  private static final int ALL_POINTS = (1 << Minutes.SPAN) - 1;

  private ListenerMinutes() {}

  /** Takes what a play adds to the last hour, or takes back from it. */
  interface Told {
    /**
     * Tells of one item of a play.
     *
     * @param sign 1 for coming, -1 for going
     * @param first whether with it the listener comes to the item in this minute, or goes
     * @param fresh the points at which they do, bit {@code 1 << place} for each
     */
    void minute(long item, long minute, int sign, boolean first, int fresh);
  }

  /**
   * Tells of the play at {@code place}.
   *
   * @param until of the plays before this place all others are there
   */
  static void tell(ListenerPlays log, int place, int sign, int until, Told told) {
    tell(log, place, sign, until, Item.WHOLE, told);
    Credits credits = log.credits[place];
    long genre = credits.first(Kind.GENRES);
    if (genre != Credits.NOTHING) {
      tell(log, place, sign, until, genre, told);
    }
    long artist = credits.first(Kind.ARTISTS);
    if (artist != Credits.NOTHING) {
      tell(log, place, sign, until, artist, told);
    }
  }

  private static void tell(
      ListenerPlays log, int place, int sign, int until, long item, Told told) {
    long minute = Minutes.of(log.countedAt[place]);
    boolean first = true;
    int fresh = ALL_POINTS;
    for (int i = place - 1; i >= 0; i--) {
      long before = minute - Minutes.of(log.countedAt[i]);
      if (before >= Minutes.SPAN) {
        break;
      }
      if (has(log.credits[i], item)) {
        // That play is counted at the points of its own minute and of SPAN - 1 after it.
        fresh &= ALL_POINTS << (Minutes.SPAN - before);
        first &= before != 0;
      }
    }
    for (int i = place + 1; i < until; i++) {
      long after = Minutes.of(log.countedAt[i]) - minute;
      if (after >= Minutes.SPAN) {
        break;
      }
      if (has(log.credits[i], item)) {
        fresh &= (1 << after) - 1;
        first &= after != 0;
      }
    }
    told.minute(item, minute, sign, first, fresh);
  }

  private static boolean has(Credits credits, long item) {
    return item == Item.WHOLE || credits.first(Item.kindOf(item)) == item;
  }
}
