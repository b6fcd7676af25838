package dev.groundswell.server.poll.week;

import dev.groundswell.server.poll.week.Testimony.Look;
import dev.groundswell.simulator.listening.Play;
import java.util.ArrayList;
import java.util.List;

/**
 * One true play, cut where it was paused or the needle was moved.
 *
 * <p>An answer that shows a stretch says two things: since when it has lasted, and how far it has
 * come. So the last answer that shows a stretch proves that much of it was heard, and no more.
 */
final class Heard {
  private final List<Stretch> stretches = new ArrayList<>();
  private final String item;

  /** Heard without a pause or a leap from {@code at} on. */
  private record Stretch(long at, int progressMs, int lengthMs) {}

  Heard(Play play) {
    item = ShownSpotify.name(play.item());
    int seekAfter = play.seek().byMs() == 0 ? play.heardMs() : play.seek().afterMs();
    int pauseAfter = play.pause().lengthMs() == 0 ? play.heardMs() : play.pause().afterMs();
    int first = Math.min(play.heardMs(), Math.min(seekAfter, pauseAfter));
    int second = Math.min(play.heardMs(), Math.max(seekAfter, pauseAfter));
    add(play, 0, first);
    add(play, first, second);
    add(play, second, play.heardMs());
  }

  private void add(Play play, int from, int to) {
    if (to > from) {
      boolean paused = play.pause().lengthMs() > 0 && from >= play.pause().afterMs();
      boolean leapt = play.seek().byMs() != 0 && from >= play.seek().afterMs();
      stretches.add(
          new Stretch(
              play.startAt() + from + (paused ? play.pause().lengthMs() : 0),
              from + (leapt ? play.seek().byMs() : 0),
              to - from));
    }
  }

  /** How much of it the answers prove. */
  long provenMs(List<Look> looks) {
    long proven = 0;
    for (Stretch stretch : stretches) {
      long most = 0;
      for (Look look : looks) {
        boolean shows = item.equals(look.item()) && look.playing() && look.since() == stretch.at();
        if (shows && look.at() >= stretch.at()) {
          long heard = look.progressMs() - stretch.progressMs();
          most = Math.max(most, Math.min(heard, stretch.lengthMs()));
        }
      }
      proven += most;
    }
    return proven;
  }
}
