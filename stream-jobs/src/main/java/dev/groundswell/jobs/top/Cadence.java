package dev.groundswell.jobs.top;

/**
 * How often a board is told: at once when it was quiet, else at steps.
 *
 * <p>A version, which replaces the board, may follow the one before by {@link #VERSION_MILLIS}; an
 * entry of the feed's log, which every subscriber receives, by {@link #ENTRY_MILLIS}. Instants are
 * those of the clock, not of events.
 */
final class Cadence {
  static final long VERSION_MILLIS = 50;
  static final long ENTRY_MILLIS = 250;

  private long nextVersion = Long.MIN_VALUE;
  private long nextEntry = Long.MIN_VALUE;
  private boolean changed;
  private boolean unlogged;

  /** Notes that the board may show something else now. */
  void change() {
    changed = true;
  }

  /** Whether the board is to be looked at and, if it shows something else, told. */
  boolean versionIsDue(long now) {
    return changed && now >= nextVersion;
  }

  /** Whether the last version told is still to be logged, and nothing newer is about to come. */
  boolean entryIsDue(long now) {
    return unlogged && !changed && now >= nextEntry;
  }

  /** Notes that the board was looked at and shows what it showed. */
  void unchanged() {
    changed = false;
  }

  /** Notes that a version is told; says whether it is to be logged. */
  boolean tell(long now) {
    boolean log = now >= nextEntry;
    changed = false;
    unlogged = !log;
    nextVersion = now + VERSION_MILLIS;
    if (log) {
      nextEntry = now + ENTRY_MILLIS;
    }
    return log;
  }

  /** Whether something is left to be told later. */
  boolean isWaiting() {
    return changed || unlogged;
  }

  /** When to look again while something is left to be told. */
  long nextLook() {
    return changed ? nextVersion : nextEntry;
  }

  /** Lets what is left be told at once. */
  void hurry() {
    nextVersion = Long.MIN_VALUE;
    nextEntry = Long.MIN_VALUE;
  }
}
