package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Concludes plays from what polls see: a pure function of what was known and what is seen.
 *
 * <p>A play is told as soon as it counts beyond doubt, again every few minutes while it goes on,
 * and when it is over; each time as a higher revision of one observation. What was skipped before
 * it counted is told once, when it is over. Where looks at the player leave open whether a play
 * counts, it does not: the list of plays, which is polled too, makes up for too little, and nothing
 * makes up for too much. What both may have missed is told as a gap.
 *
 * <p>{@link PlayerLook} is the player's part, {@link PlayedList} that of the list.
 */
public final class PlayDetector {

  private PlayDetector() {}

  /**
   * What follows from {@code seen}.
   *
   * @param when when the answer came
   */
  public static Outcome conclude(Known known, Seen seen, Instant when) {
    Instant now = when.truncatedTo(ChronoUnit.MILLIS);
    if (seen instanceof Seen.HistoryPage page) {
      return PlayedList.take(known, page, now);
    }
    PlayUnderway play = known.play();
    Encore encore = known.encore();
    return play == null || encore == null
        ? look(known, seen, now)
        : settled(known, play.track(), encore, seen, now);
  }

  private static Outcome look(Known known, Seen seen, Instant now) {
    PlayerLook look = new PlayerLook(known, now);
    if (seen instanceof Seen.Playing playing) {
      return look.playing(playing);
    } else if (seen instanceof Seen.Other other) {
      return look.other(other);
    } else if (seen instanceof Seen.Idle) {
      return look.idle();
    } else if (seen instanceof Seen.InPrivate) {
      return look.inPrivate();
    }
    return look.itemMissing();
  }

  /** What follows when it was not sure whether the track had begun again. */
  private static Outcome settled(
      Known known, PlayedTrack track, Encore encore, Seen seen, Instant now) {
    Known before = known.doubting(null);
    return switch (encore.judged(track, seen, now)) {
      case OPEN -> new PlayerLook(known, now).undecided(encore);
      case FALLS -> {
        if (encore.isExact()) {
          // Neither that it began again nor where it was can be believed of it.
          yield look(before, seen, now);
        }
        Outcome went = new PlayerLook(before, encore.when()).wentOn(track, encore);
        yield went.then(look(went.next(), seen, now));
      }
      case STANDS -> {
        Outcome begun = new PlayerLook(before, encore.when()).restarted(track, encore);
        yield begun.then(look(begun.next(), seen, now));
      }
    };
  }
}
