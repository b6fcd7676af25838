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
 * What a board keeps over a restart.
 *
 * @param plays the whole board's plays
 * @param listeners the whole board's listeners
 * @param unclassified the plays of no known genre, -1 where that is not told
 * @param withheld items withheld, by bucket
 * @param rows candidates, three numbers each: item, plays, listeners
 * @param ranks items of the board, best first, by instant
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; made and read once a checkpoint.
record BoardMemory(
    long plays,
    long listeners,
    long unclassified,
    long[] withheld,
    long[] rows,
    Map<Long, long[]> ranks) {

  static final TypeInformation<BoardMemory> TYPE =
      new FlatType<>(BoardMemory.class, Serializer.INSTANCE);

  BoardMemory {
    ranks = new TreeMap<>(ranks);
  }

  /** Writes a format, then the arrays, each behind its length. */
  public static final class Serializer extends FlatSerializer<BoardMemory> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int FORMAT = 2;

    @Override
    public BoardMemory createInstance() {
      return new BoardMemory(0, 0, 0, new long[0], new long[0], Map.of());
    }

    @Override
    public void serialize(BoardMemory memory, DataOutputView out) throws IOException {
      out.writeByte(FORMAT);
      Varint.write(out, memory.plays);
      Varint.write(out, memory.listeners);
      Varint.writeSigned(out, memory.unclassified);
      writeArray(memory.withheld, out);
      writeArray(memory.rows, out);
      Varint.write(out, memory.ranks.size());
      for (Map.Entry<Long, long[]> instant : memory.ranks.entrySet()) {
        Varint.write(out, instant.getKey());
        writeArray(instant.getValue(), out);
      }
    }

    @Override
    public BoardMemory deserialize(DataInputView in) throws IOException {
      int format = in.readByte();
      if (format != FORMAT) {
        throw new IOException("a board's memory in the format " + format + ", not " + FORMAT);
      }
      long plays = Varint.read(in);
      long listeners = Varint.read(in);
      long unclassified = Varint.readSigned(in);
      long[] withheld = readArray(in);
      long[] rows = readArray(in);
      Map<Long, long[]> ranks = new TreeMap<>();
      for (long left = Varint.read(in); left > 0; left--) {
        ranks.put(Varint.read(in), readArray(in));
      }
      return new BoardMemory(plays, listeners, unclassified, withheld, rows, ranks);
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
    public TypeSerializerSnapshot<BoardMemory> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<BoardMemory> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
