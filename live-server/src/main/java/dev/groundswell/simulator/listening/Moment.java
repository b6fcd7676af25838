package dev.groundswell.simulator.listening;

/** What a listener's player shows at one instant. */
public sealed interface Moment {

  /** Nothing, and no device is active. */
  record Idle() implements Moment {}

  /** A track that is playing or paused. */
  sealed interface Showing extends Moment {
    Play play();

    int progressMs();

    /** When it last started, paused, went on or jumped, in milliseconds of the epoch. */
    long changedAt();
  }

  /** Something that is being heard. */
  record Playing(Play play, int progressMs, long changedAt) implements Showing {}

  /** Something that is not being heard, but could go on. */
  record Paused(Play play, int progressMs, long changedAt) implements Showing {}
}
