package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One item's plays and distinct listeners in each window, in which of them it is public, and its
 * listeners by clock hour.
 *
 * <p>An item becomes public one listener above the minimum and stays so down to the minimum. So one
 * listener who comes and goes at the edge cannot be read off a board that shows the item and hides
 * it again. A minimum of 1 hides nothing.
 */
final class Totals {
  static final int WINDOWS = ItemDelta.WINDOWS;

  static final TypeInformation<Totals> TYPE = new FlatType<>(Totals.class, Serializer.INSTANCE);

  /** By the ordinal of the window. */
  final long[] plays = new long[WINDOWS];

  final long[] listeners = new long[WINDOWS];

  final Hours hours = new Hours();
  final Pace pace = new Pace();

  /** The windows in which the item is public, bit {@code 1 << ordinal} for each. */
  int shown;

  void add(ItemDelta delta, long minListeners) {
    if (!delta.hours.isEmpty()) {
      hours.addAll(delta.hours);
      pace.add(delta.pace);
    }
    for (int w = 0; w < WINDOWS; w++) {
      plays[w] += delta.plays[w];
      listeners[w] += delta.listeners[w];
      long needed = isShown(w) || minListeners == 1 ? minListeners : minListeners + 1;
      shown = listeners[w] >= needed ? shown | 1 << w : shown & ~(1 << w);
    }
  }

  boolean isShown(int window) {
    return (shown >> window & 1) != 0;
  }

  /** Whether there is something to show that too few listeners stand behind. */
  boolean isWithheld(int window) {
    return !isShown(window) && listeners[window] > 0;
  }

  boolean isNothing() {
    for (int w = 0; w < WINDOWS; w++) {
      if (plays[w] != 0 || listeners[w] != 0) {
        return false;
      }
    }
    return hours.isEmpty();
  }

  /** Writes a format, what is shown, and the figures as varints. */
  public static final class Serializer extends FlatSerializer<Totals> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int FORMAT = 2;

    @Override
    public boolean isImmutableType() {
      return false;
    }

    @Override
    public Totals createInstance() {
      return new Totals();
    }

    @Override
    public Totals copy(Totals from) {
      Totals copy = new Totals();
      System.arraycopy(from.plays, 0, copy.plays, 0, WINDOWS);
      System.arraycopy(from.listeners, 0, copy.listeners, 0, WINDOWS);
      copy.shown = from.shown;
      copy.hours.addAll(from.hours);
      copy.pace.add(from.pace);
      return copy;
    }

    @Override
    public void serialize(Totals totals, DataOutputView out) throws IOException {
      out.writeByte(FORMAT);
      out.writeByte(totals.shown);
      for (int w = 0; w < WINDOWS; w++) {
        Varint.write(out, totals.plays[w]);
        Varint.write(out, totals.listeners[w]);
      }
      totals.hours.write(out);
      totals.pace.write(out);
    }

    @Override
    public Totals deserialize(DataInputView in) throws IOException {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IOException("an item's totals in the format " + format + ", not " + FORMAT);
      }
      Totals totals = new Totals();
      totals.shown = in.readByte();
      for (int w = 0; w < WINDOWS; w++) {
        totals.plays[w] = Varint.read(in);
        totals.listeners[w] = Varint.read(in);
      }
      totals.hours.read(in);
      totals.pace.read(in);
      return totals;
    }

    @Override
    public TypeSerializerSnapshot<Totals> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<Totals> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
