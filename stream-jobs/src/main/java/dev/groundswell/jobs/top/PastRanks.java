package dev.groundswell.jobs.top;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * What a board keeps over a restart: its ranks at past instants.
 *
 * @param ranks items of the board, best first, by instant
 */
record PastRanks(Map<Long, long[]> ranks) {

  static final TypeInformation<PastRanks> TYPE =
      new FlatType<>(PastRanks.class, Serializer.INSTANCE);

  PastRanks {
    ranks = new TreeMap<>(ranks);
  }

  /** Writes a format, then the arrays, each behind its length. */
  public static final class Serializer extends FlatSerializer<PastRanks> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int FORMAT = 3;

    @Override
    public PastRanks createInstance() {
      return new PastRanks(Map.of());
    }

    @Override
    public void serialize(PastRanks past, DataOutputView out) throws IOException {
      out.writeByte(FORMAT);
      Varint.write(out, past.ranks.size());
      for (Map.Entry<Long, long[]> instant : past.ranks.entrySet()) {
        Varint.write(out, instant.getKey());
        writeArray(instant.getValue(), out);
      }
    }

    @Override
    public PastRanks deserialize(DataInputView in) throws IOException {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IOException("a board's past ranks in the format " + format + ", not " + FORMAT);
      }
      Map<Long, long[]> ranks = new TreeMap<>();
      for (long left = Varint.read(in); left > 0; left--) {
        ranks.put(Varint.read(in), readArray(in));
      }
      return new PastRanks(ranks);
    }

    private static void writeArray(long[] numbers, DataOutputView out) throws IOException {
      Varint.write(out, numbers.length);
      for (long number : numbers) {
        Varint.write(out, number);
      }
    }

    private static long[] readArray(DataInputView in) throws IOException {
      long[] numbers = new long[(int) Varint.read(in)];
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = Varint.read(in);
      }
      return numbers;
    }

    @Override
    public TypeSerializerSnapshot<PastRanks> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PastRanks> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
