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
 * Writes a {@link ListenerPlays} in a few bytes a play: times as distances to the one before, hours
 * of the week as how far the listener's clock is from UTC's where that is news, credits once and
 * then by their place among those written so far, numbers as varints.
 *
 * <p>The first byte is the format, so that a later build reads what this one has left.
 */
public final class ListenerPlaysSerializer extends FlatSerializer<ListenerPlays> {
  private static final long serialVersionUID = 1;
  private static final ListenerPlaysSerializer INSTANCE = new ListenerPlaysSerializer();
  private static final int FORMAT = 4;
  private static final int WRITTEN = 1;
  private static final int OTHER_CLOCK = 2;
  private static final int BITS = 2;

  /** In place of a clock that nobody knows. */
  private static final int UNKNOWN = 255;

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
    int clockBefore = UNKNOWN;
    Map<Credits, Integer> written = new IdentityHashMap<>();
    for (int i = 0; i < log.size; i++) {
      Varint.writeSigned(out, log.countedAt[i] - before);
      before = log.countedAt[i];
      Credits credits = log.credits[i];
      Integer place = written.putIfAbsent(credits, written.size());
      int clock = clockOf(log.countedAt[i], Byte.toUnsignedInt(log.weekHours[i]));
      int news = clock == clockBefore ? 0 : OTHER_CLOCK;
      // The lowest bits tell what is new, and what the number is: a place among the credits
      // written, or how many items follow.
      if (place != null) {
        Varint.write(out, place << BITS | WRITTEN | news);
      } else {
        Varint.write(out, (long) credits.items.length << BITS | news);
        credits.write(out);
      }
      if (news != 0) {
        out.writeByte(clock);
        clockBefore = clock;
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
    byte[] weekHours = new byte[size];
    Credits[] credits = new Credits[size];
    List<Credits> read = new ArrayList<>();
    long before = 0;
    int clock = UNKNOWN;
    for (int i = 0; i < size; i++) {
      before += Varint.readSigned(in);
      countedAt[i] = before;
      int head = (int) Varint.read(in);
      if ((head & WRITTEN) == 0) {
        read.add(Credits.read(head >> BITS, in));
        credits[i] = read.get(read.size() - 1);
      } else {
        credits[i] = read.get(head >> BITS);
      }
      clock = (head & OTHER_CLOCK) == 0 ? clock : in.readUnsignedByte();
      weekHours[i] = (byte) weekHourOf(before, clock);
    }
    return ListenerPlays.restored(asOf, countedAt, weekHours, credits);
  }

  /** By how many hours of the week a listener's clock is ahead of that of 1 January 1970. */
  private static int clockOf(long countedAt, int weekHour) {
    return weekHour == 0
        ? UNKNOWN
        : (int) Math.floorMod(weekHour - 1 - Hours.of(countedAt), (long) WeekHourDelta.HOURS);
  }

  private static int weekHourOf(long countedAt, int clock) {
    return clock == UNKNOWN
        ? 0
        : (int) Math.floorMod(Hours.of(countedAt) + clock, (long) WeekHourDelta.HOURS) + 1;
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
