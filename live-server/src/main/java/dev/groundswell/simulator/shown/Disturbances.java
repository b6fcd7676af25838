package dev.groundswell.simulator.shown;

import java.time.Duration;
import java.util.Optional;

/**
 * How far what is shown strays from what is true. Which answer and which play is hit follows from
 * the seed.
 */
public record Disturbances(OfPlayer player, OfHistory history) {

  /** The truth, at once. */
  public static final Disturbances NONE =
      new Disturbances(
          new OfPlayer(0, Duration.ZERO, 0, 0, 0, 0),
          new OfHistory(0, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO));

  /** An ordinary day of Spotify. */
  public static final Disturbances USUAL =
      new Disturbances(
          new OfPlayer(0.01, Duration.ofSeconds(15), 0.01, 0.003, 0.003, 0.05),
          new OfHistory(
              0.02,
              0.005,
              0.02,
              0.02,
              Duration.ofHours(2),
              Duration.ofMinutes(2),
              Duration.ofMinutes(40)));

  /** Everything, often. */
  public static final Disturbances ALL =
      new Disturbances(
          new OfPlayer(0.06, Duration.ofSeconds(40), 0.1, 0.02, 0.02, 0.3),
          new OfHistory(
              0.05,
              0.05,
              0.1,
              0.1,
              Duration.ofHours(5),
              Duration.ofMinutes(3),
              Duration.ofHours(3)));

  /**
   * How often the player's answer is wrong. Each is a share of the answers that it can befall.
   *
   * @param stale the state of some seconds ago
   * @param stalest how old such a state is at most
   * @param phantom while nothing is heard, within a quarter of an hour after the last play: that it
   *     still goes on, at its last place, or past its end where it has ended by itself
   * @param blank 204 in the middle of a play
   * @param nullItem a play without its item, of unknown kind
   * @param pastEnd in the first 10 s of a play: that the one before still goes on, past its end
   */
  public record OfPlayer(
      double stale,
      Duration stalest,
      double phantom,
      double blank,
      double nullItem,
      double pastEnd) {}

  /**
   * How late and how wrong the history is. The rates are shares of the plays.
   *
   * @param omitted never listed, for no reason
   * @param duplicated listed twice, half of them with another time up to 2 s later
   * @param swapped listed before the play that it precedes
   * @param heldBack listed after plays that were heard later
   * @param longestHold how much later, at most
   * @param shortestLag after which a play is listed; each listener has a lag of their own
   * @param longestLag of the listener to whom it is longest
   */
  public record OfHistory(
      double omitted,
      double duplicated,
      double swapped,
      double heldBack,
      Duration longestHold,
      Duration shortestLag,
      Duration longestLag) {}

  /** One of the above by its name in lower case. */
  public static Optional<Disturbances> preset(String name) {
    return switch (name) {
      case "none" -> Optional.of(NONE);
      case "usual" -> Optional.of(USUAL);
      case "all" -> Optional.of(ALL);
      default -> Optional.empty();
    };
  }

  /** These, with a history that is as late as this for everybody. */
  public Disturbances withLag(Duration lag) {
    return withLag(lag, lag);
  }

  /** These, with a history that lags between {@code shortest} and {@code longest}. */
  public Disturbances withLag(Duration shortest, Duration longest) {
    OfHistory of = history;
    return new Disturbances(
        player,
        new OfHistory(
            of.omitted, of.duplicated, of.swapped, of.heldBack, of.longestHold, shortest, longest));
  }
}
