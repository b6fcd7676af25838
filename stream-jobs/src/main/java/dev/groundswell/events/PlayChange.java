package dev.groundswell.events;

import org.jspecify.annotations.Nullable;

/**
 * One change of the ledger, numbered densely and in commit order within its shard.
 *
 * <p>Consumers subtract {@code before} and add {@code after}; they need no play ids, since a change
 * that was seen before is recognised by its number.
 *
 * @param shard the listener's shard, 0 to 15
 * @param seq the number of the change within its shard, from 1
 * @param kind what happened
 * @param committedAt when the ledger wrote it, epoch milliseconds
 * @param listener the listener's random key: the only name by which streams, state and boards know
 *     a person
 * @param play the ledger's number of the play, 0 for {@link Kind#ERASE} and {@link Kind#VOID}
 * @param rev the play's revision after the change, from 1
 * @param before the play before the change, null when it is new
 * @param after the play after the change, null when it is gone
 */
public record PlayChange(
    int shard,
    long seq,
    Kind kind,
    long committedAt,
    long listener,
    long play,
    int rev,
    @Nullable PlayState before,
    @Nullable PlayState after) {

  /** How many shards there are; fixed, since every stream and every number depends on it. */
  public static final int SHARDS = 16;

  /** What a change says. */
  public enum Kind {
    /** A play was inserted, corrected, merged, deleted or excluded. */
    PLAY,
    /** Everything of the listener goes; safe to apply twice, or to one who is not known. */
    ERASE,
    /** Nothing any more: the place of a change whose listener has been erased since. */
    VOID
  }

  public static PlayChange play(
      int shard,
      long seq,
      long committedAt,
      long listener,
      long play,
      int rev,
      @Nullable PlayState before,
      @Nullable PlayState after) {
    return new PlayChange(shard, seq, Kind.PLAY, committedAt, listener, play, rev, before, after);
  }

  public static PlayChange erase(int shard, long seq, long committedAt, long listener) {
    return new PlayChange(shard, seq, Kind.ERASE, committedAt, listener, 0, 0, null, null);
  }

  public static PlayChange voided(int shard, long seq, long committedAt) {
    return new PlayChange(shard, seq, Kind.VOID, committedAt, 0, 0, 0, null, null);
  }

  /** The shard in which a listener lives, by the listener's random key. */
  public static int shardOf(long listener) {
    return (int) Math.floorMod(listener, (long) SHARDS);
  }
}
