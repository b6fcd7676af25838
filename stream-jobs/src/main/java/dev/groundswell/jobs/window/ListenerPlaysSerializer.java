package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link ListenerPlays} in a few bytes a play: times as distances to the one before,
 * credits once and then by their place among those written so far, numbers as varints.
 *
 * <p>The first byte is the format, so that a later build reads what this one has left.
 */
public final class ListenerPlaysSerializer extends FlatSerializer<ListenerPlays> {
  private static final long serialVersionUID = 1;
  private static final ListenerPlaysSerializer INSTANCE = new ListenerPlaysSerializer();
  private static final int FORMAT = 3;

  static final TypeInformation<ListenerPlays> TYPE = new FlatType<>(ListenerPlays.class, INSTANCE);

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public ListenerPlays createInstance() {
    return new ListenerPlays();
  }

  @Override
  public ListenerPlays copy(ListenerPlays from) {
    return new ListenerPlays(from);
  }

  @Override
  public void serialize(ListenerPlays log, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    Varint.writeSigned(out, log.asOf);
    Varint.write(out, log.size);
    long before = 0;
    Map<Credits, Integer> written = new IdentityHashMap<>();
    for (int i = 0; i < log.size; i++) {
      Varint.writeSigned(out, log.countedAt[i] - before);
      before = log.countedAt[i];
      Credits credits = log.credits[i];
      Integer place = written.putIfAbsent(credits, written.size());
      // The lowest bit tells a place among those written from the number of items that follow.
      if (place != null) {
        Varint.write(out, place << 1 | 1);
      } else {
        Varint.write(out, (long) credits.items.length << 1);
        credits.write(out);
      }
    }
  }

  @Override
  public ListenerPlays deserialize(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("a listener's plays in the format " + format + ", not " + FORMAT);
    }
    long asOf = Varint.readSigned(in);
    int size = (int) Varint.read(in);
    long[] countedAt = new long[size];
    Credits[] credits = new Credits[size];
    List<Credits> read = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < size; i++) {
      before += Varint.readSigned(in);
      countedAt[i] = before;
      int head = (int) Varint.read(in);
      if ((head & 1) == 0) {
        read.add(Credits.read(head >> 1, in));
        credits[i] = read.get(read.size() - 1);
      } else {
        credits[i] = read.get(head >> 1);
      }
    }
    return ListenerPlays.restored(asOf, countedAt, credits);
  }

  @Override
  public TypeSerializerSnapshot<ListenerPlays> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ListenerPlays> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
