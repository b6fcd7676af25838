package dev.groundswell.jobs.window;

import dev.groundswell.events.PlayState;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import java.util.Arrays;
import java.util.stream.LongStream;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * What one play is counted for: its recording, its artists and its genre, each once, as {@link
 * Item}s.
 *
 * <p>Taken from the play as the ledger wrote it. So what a correction takes back is what the play
 * gave, even where artists or genres have become others since.
 */
public final class Credits {
  /** The most artists that one play counts for; more are hardly ever named. */
  static final int MOST_ARTISTS = 8;

  /** In place of an item that there is none of. */
  static final long NOTHING = -1;

  final long[] items;

  Credits(long... items) {
    this.items = items;
  }

  public static Credits of(PlayState play) {
    return new Credits(
        LongStream.concat(
                LongStream.of(Item.of(Kind.TRACKS, play.recording())),
                LongStream.concat(
                    play.artists().stream()
                        .distinct()
                        .limit(MOST_ARTISTS)
                        .mapToLong(artist -> Item.of(Kind.ARTISTS, artist)),
                    LongStream.of(Item.of(Kind.GENRES, play.genre()))))
            .toArray());
  }

  /** The first item of a kind: of artists the main one; {@link #NOTHING} where there is none. */
  long first(Kind kind) {
    for (long item : items) {
      if (Item.kindOf(item) == kind) {
        return item;
      }
    }
    return NOTHING;
  }

  boolean has(long item) {
    for (long mine : items) {
      if (mine == item) {
        return true;
      }
    }
    return false;
  }

  void write(DataOutputView out) throws IOException {
    for (long item : items) {
      Varint.write(out, item);
    }
  }

  static Credits read(int count, DataInputView in) throws IOException {
    long[] items = new long[count];
    for (int i = 0; i < count; i++) {
      items[i] = Varint.read(in);
    }
    return new Credits(items);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Credits that && Arrays.equals(items, that.items);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(items);
  }

  @Override
  public String toString() {
    return Arrays.toString(items);
  }
}
