package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one thing seen.
 *
 * @param next what is known from now on, once the drafts have been recorded
 * @param drafts sightings for the ledger, in order
 * @param prospect what is to be expected of the player
 * @param gap a time of which plays are missing for good, null where there is none
 */
public record Outcome(Known next, List<PlayDraft> drafts, Prospect prospect, @Nullable Gap gap) {

  public Outcome {
    drafts = List.copyOf(drafts);
  }

  /**
   * What is to be expected of the player.
   *
   * @param playing what is being heard at this moment, null where nothing is
   * @param endsAt when that should end, null where it cannot be told
   * @param silentSince since when nothing has been heard, null while something is
   * @param mayResume whether a play has been paused, and not left
   */
  public record Prospect(
      @Nullable PlayedTrack playing,
      @Nullable Instant endsAt,
      @Nullable Instant silentSince,
      boolean mayResume) {

    static Prospect silent(Instant since, boolean mayResume) {
      return new Prospect(null, null, since, mayResume);
    }
  }

  /** A time of which plays are missing: the list of plays went further than its page. */
  public record Gap(Instant from, Instant until) {}
}
