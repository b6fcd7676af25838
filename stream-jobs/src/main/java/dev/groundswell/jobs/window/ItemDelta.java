package dev.groundswell.jobs.window;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import java.util.Arrays;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What is to be added to the plays and distinct listeners of one item in each window.
 *
 * <p>Mutable and sent again and again by those who make it; a receiver copies what it keeps.
 */
public final class ItemDelta {
  static final int WINDOWS = Window.values().length;

  public static final TypeInformation<ItemDelta> TYPE =
      new FlatType<>(ItemDelta.class, Serializer.INSTANCE);

  /** The item; see {@link Item}. */
  long item;

  /** The watermark to which this belongs. */
  long at;

  /** When the newest play that came in began to count, 0 where none came. */
  long newest;

  /** By the ordinal of the window: plays to add, then listeners to add. */
  final int[] plays = new int[WINDOWS];

  final int[] listeners = new int[WINDOWS];

  /** Listeners to add by clock hour, and their weights. */
  final Hours hours = new Hours();

  final Pace pace = new Pace();

  /** The item whose windows are concerned. */
  public long item() {
    return item;
  }

  /** Becomes one play more or less in {@code windows}, a listener more or less in {@code first}. */
  void set(long item, long at, long newest, int sign, int windows, int first) {
    this.item = item;
    this.at = at;
    this.newest = newest;
    for (int w = 0; w < WINDOWS; w++) {
      plays[w] = sign * (windows >> w & 1);
      listeners[w] = sign * (first >> w & 1);
    }
    hours.clear();
    pace.clear(at);
  }

  /** Adds that the listener comes to the item in the clock hour of {@code countedAt}, or goes. */
  void come(int sign, long countedAt) {
    hours.add(Hours.of(countedAt), sign);
    pace.come(sign, countedAt, at);
  }

  /** Becomes nothing to add to {@code item}. */
  void clear(long item, long at) {
    this.item = item;
    this.at = at;
    newest = 0;
    Arrays.fill(plays, 0);
    Arrays.fill(listeners, 0);
    hours.clear();
    pace.clear(at);
  }

  void add(ItemDelta other) {
    newest = Math.max(newest, other.newest);
    for (int w = 0; w < WINDOWS; w++) {
      plays[w] += other.plays[w];
      listeners[w] += other.listeners[w];
    }
    if (!other.hours.isEmpty()) {
      hours.addAll(other.hours);
      pace.add(other.pace);
    }
  }

  boolean isNothing() {
    for (int w = 0; w < WINDOWS; w++) {
      if (plays[w] != 0 || listeners[w] != 0) {
        return false;
      }
    }
    return hours.isEmpty();
  }

  ItemDelta copy() {
    ItemDelta copy = new ItemDelta();
    copy.clear(item, at);
    copy.add(this);
    return copy;
  }

  /** Writes which figures there are as one byte, then those. */
  public static final class Serializer extends FlatSerializer<ItemDelta> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public ItemDelta createInstance() {
      return new ItemDelta();
    }

    @Override
    public ItemDelta copy(ItemDelta from) {
      return from.copy();
    }

    @Override
    public void serialize(ItemDelta delta, DataOutputView out) throws IOException {
      int present = 0;
      for (int w = 0; w < WINDOWS; w++) {
        present |= delta.plays[w] != 0 ? 1 << w : 0;
        present |= delta.listeners[w] != 0 ? 1 << (WINDOWS + w) : 0;
      }
      present |= delta.hours.isEmpty() ? 0 : 1 << 2 * WINDOWS;
      Varint.write(out, present);
      Varint.write(out, delta.item);
      out.writeLong(delta.at);
      Varint.writeSigned(out, delta.newest);
      writeFigures(delta.plays, out);
      writeFigures(delta.listeners, out);
      if (!delta.hours.isEmpty()) {
        delta.hours.write(out);
        delta.pace.write(out);
      }
    }

    private static void writeFigures(int[] figures, DataOutputView out) throws IOException {
      for (int figure : figures) {
        if (figure != 0) {
          Varint.writeSigned(out, figure);
        }
      }
    }

    @Override
    public ItemDelta deserialize(DataInputView in) throws IOException {
      return deserialize(new ItemDelta(), in);
    }

    @Override
    public ItemDelta deserialize(ItemDelta reuse, DataInputView in) throws IOException {
      int present = (int) Varint.read(in);
      reuse.item = Varint.read(in);
      reuse.at = in.readLong();
      reuse.newest = Varint.readSigned(in);
      for (int w = 0; w < WINDOWS; w++) {
        reuse.plays[w] = (present >> w & 1) == 0 ? 0 : (int) Varint.readSigned(in);
      }
      for (int w = 0; w < WINDOWS; w++) {
        boolean there = (present >> (WINDOWS + w) & 1) != 0;
        reuse.listeners[w] = there ? (int) Varint.readSigned(in) : 0;
      }
      reuse.hours.clear();
      reuse.pace.clear(reuse.at);
      if ((present >> 2 * WINDOWS & 1) != 0) {
        reuse.hours.read(in);
        reuse.pace.read(in);
      }
      return reuse;
    }

    @Override
    public TypeSerializerSnapshot<ItemDelta> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<ItemDelta> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
