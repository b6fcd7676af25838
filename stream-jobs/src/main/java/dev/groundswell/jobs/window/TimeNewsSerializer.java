package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link TimeNews} as what it is, then its figures. */
public final class TimeNewsSerializer extends FlatSerializer<TimeNews> {
  private static final long serialVersionUID = 1;
  private static final WholeTotal.Of[] TOTALS = WholeTotal.Of.values();

  /** Total number {@code n} is written as {@code n}. */
  private static final int MINUTE = 100;

  private static final int WEEK_HOUR = 101;

  @Override
  public TimeNews createInstance() {
    return new WholeTotal(WholeTotal.Of.PLAYS, 0, WholeTotal.ALL, 0);
  }

  @Override
  public void serialize(TimeNews news, DataOutputView out) throws IOException {
    if (news instanceof WholeTotal total) {
      out.writeByte(total.of().ordinal());
      out.writeLong(total.at());
      Varint.write(out, total.bucket().number());
      Varint.write(out, total.bucket().of());
      Varint.writeSigned(out, total.number());
    } else if (news instanceof WeekHourDelta delta) {
      out.writeByte(WEEK_HOUR);
      out.writeLong(delta.at);
      Varint.write(out, delta.weekHour);
      Varint.writeSigned(out, delta.plays);
      Varint.writeSigned(out, delta.listeners);
    } else if (news instanceof MinuteDelta delta) {
      out.writeByte(MINUTE);
      out.writeLong(delta.at);
      Varint.write(out, delta.item);
      Varint.writeSigned(out, delta.minute);
      Varint.writeSigned(out, delta.plays);
      Varint.writeSigned(out, delta.listeners);
      for (int listeners : delta.points) {
        Varint.writeSigned(out, listeners);
      }
    }
  }

  @Override
  public TimeNews deserialize(DataInputView in) throws IOException {
    int what = in.readByte();
    long at = in.readLong();
    if (what == WEEK_HOUR) {
      WeekHourDelta delta = new WeekHourDelta((int) Varint.read(in), at);
      delta.plays = (int) Varint.readSigned(in);
      delta.listeners = (int) Varint.readSigned(in);
      return delta;
    }
    if (what != MINUTE) {
      return new WholeTotal(
          TOTALS[what], at, BucketNewsSerializer.readBucket(in), Varint.readSigned(in));
    }
    MinuteDelta delta = new MinuteDelta(Varint.read(in), Varint.readSigned(in), at);
    delta.plays = (int) Varint.readSigned(in);
    delta.listeners = (int) Varint.readSigned(in);
    for (int i = 0; i < delta.points.length; i++) {
      delta.points[i] = (int) Varint.readSigned(in);
    }
    return delta;
  }

  @Override
  public TypeSerializerSnapshot<TimeNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<TimeNews> {
    public Snapshot() {
      super(TimeNewsSerializer::new);
    }
  }
}
