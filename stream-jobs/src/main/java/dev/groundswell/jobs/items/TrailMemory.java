package dev.groundswell.jobs.items;

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
 * A board as it stood at an instant, to outlive a restart.
 *
 * @param topic the board's name
 * @param items the ledger's numbers, best first
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made and read once a checkpoint.
record TrailMemory(String topic, long instant, long[] items) {
  static final TypeInformation<TrailMemory> TYPE =
      new FlatType<>(TrailMemory.class, Serializer.INSTANCE);

  /** Writes a format, then the fields. */
  public static final class Serializer extends FlatSerializer<TrailMemory> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int FORMAT = 1;

    @Override
    public TrailMemory createInstance() {
      return new TrailMemory("", 0, new long[0]);
    }

    @Override
    public void serialize(TrailMemory memory, DataOutputView out) throws IOException {
      out.writeByte(FORMAT);
      out.writeUTF(memory.topic);
      out.writeLong(memory.instant);
      Varint.write(out, memory.items.length);
      for (long item : memory.items) {
        Varint.write(out, item);
      }
    }

    @Override
    public TrailMemory deserialize(DataInputView in) throws IOException {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IOException("a trail of ranks in the format " + format + ", not " + FORMAT);
      }
      String topic = in.readUTF();
      long instant = in.readLong();
      long[] items = new long[(int) Varint.read(in)];
      for (int i = 0; i < items.length; i++) {
        items[i] = Varint.read(in);
      }
      return new TrailMemory(topic, instant, items);
    }

    @Override
    public TypeSerializerSnapshot<TrailMemory> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<TrailMemory> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
