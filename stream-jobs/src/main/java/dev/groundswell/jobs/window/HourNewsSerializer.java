package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link HourNews} as what it is, then its figures. */
public final class HourNewsSerializer extends FlatSerializer<HourNews> {
  private static final long serialVersionUID = 1;
  private static final HourTotal.Of[] TOTALS = HourTotal.Of.values();

  /** Total number {@code n} is written as {@code n}. */
  private static final int MINUTE = 100;

  @Override
  public HourNews createInstance() {
    return new HourTotal(HourTotal.Of.PLAYS, 0, 0, 0);
  }

  @Override
  public void serialize(HourNews news, DataOutputView out) throws IOException {
    if (news instanceof HourTotal total) {
      out.writeByte(total.of().ordinal());
      out.writeLong(total.at());
      Varint.write(out, total.part());
      Varint.writeSigned(out, total.number());
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
  public HourNews deserialize(DataInputView in) throws IOException {
    int what = in.readByte();
    long at = in.readLong();
    if (what != MINUTE) {
      return new HourTotal(TOTALS[what], at, (int) Varint.read(in), Varint.readSigned(in));
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
  public TypeSerializerSnapshot<HourNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<HourNews> {
    public Snapshot() {
      super(HourNewsSerializer::new);
    }
  }
}
