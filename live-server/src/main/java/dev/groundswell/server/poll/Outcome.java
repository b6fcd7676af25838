package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What follows from one thing seen.
 *
 * @param next what is known from now on, once the drafts have been recorded
 * @param drafts sightings for the ledger, in order
 * @param prospect what is to be expected of the player
 * @param gaps times of which plays may be missing
 */
public record Outcome(Known next, List<PlayDraft> drafts, Prospect prospect, List<Gap> gaps) {

  public Outcome {
    drafts = List.copyOf(drafts);
    gaps = List.copyOf(gaps);
  }

  /** This, and what follows from it. */
  Outcome then(Outcome later) {
    return new Outcome(
        later.next, joined(drafts, later.drafts), later.prospect, joined(gaps, later.gaps));
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    return Stream.concat(one.stream(), other.stream()).toList();
  }

  /**
   * What is to be expected of the player.
   *
   * @param playing what is being heard at this moment, null where nothing is
   * @param countsAt when that can be known to count if it plays on, null once it does
   * @param endsAt when that should end, null where it cannot be told
   * @param silentSince since when nothing has been heard, null while something is
   * @param mayResume whether a play has been paused, and not left
   */
  public record Prospect(
      @Nullable PlayedTrack playing,
      @Nullable Instant countsAt,
      @Nullable Instant endsAt,
      @Nullable Instant silentSince,
      boolean mayResume) {

    static Prospect silent(Instant since, boolean mayResume) {
      return new Prospect(null, null, null, since, mayResume);
    }
  }

  /** A time of which plays may be missing. */
  public record Gap(Instant from, Instant until, Reason reason) {

    /** Why plays may be missing. */
    public enum Reason {
      /** The list of plays went further than its page: those that fell off it are lost. */
      HISTORY_PAGE_FULL("history_page_full"),
      /** Nobody looked at the player for longer than usual; the list of plays omits some. */
      NOT_WATCHED("not_watched"),
      /** Something began between two looks, and before it there was time for a play. */
      BETWEEN_LOOKS("between_looks");

      private final String label;

      Reason(String label) {
        this.label = label;
      }

      /** The name in the ledger and in metrics. */
      public String label() {
        return label;
      }
    }
  }
}
