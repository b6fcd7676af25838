package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.Varint;
import dev.groundswell.jobs.window.RisingNews.Candidate;
import dev.groundswell.jobs.window.RisingNews.Gone;
import dev.groundswell.jobs.window.RisingNews.Sums;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link RisingNews} as what it is and its kind in one byte, then its figures. */
public final class RisingNewsSerializer extends FlatSerializer<RisingNews> {
  private static final long serialVersionUID = 1;
  private static final Kind[] KINDS = Kind.values();
  private static final int CANDIDATE = 0;
  private static final int GONE = 1;
  private static final int SUMS = 2;

  @Override
  public RisingNews createInstance() {
    return new Gone(Kind.TRACKS, 0, 0);
  }

  @Override
  public void serialize(RisingNews news, DataOutputView out) throws IOException {
    int what = news instanceof Candidate ? CANDIDATE : news instanceof Gone ? GONE : SUMS;
    out.writeByte(news.kind().ordinal() << 2 | what);
    out.writeLong(news.at());
    if (news instanceof Candidate candidate) {
      Varint.write(out, candidate.item());
      out.writeBoolean(candidate.isPublic());
      Varint.write(out, candidate.listeners());
      Varint.write(out, candidate.sameHour());
      Varint.write(out, candidate.flat());
      candidate.pace().write(out);
    } else if (news instanceof Gone gone) {
      Varint.write(out, gone.item());
    } else if (news instanceof Sums sums) {
      BucketNewsSerializer.writeBucket(sums.bucket(), out);
      Varint.write(out, sums.listeners());
      Varint.write(out, sums.sameHour());
      Varint.write(out, sums.flat());
      out.writeInt(sums.firstHour());
    }
  }

  @Override
  public RisingNews deserialize(DataInputView in) throws IOException {
    int head = in.readByte();
    Kind kind = KINDS[head >> 2];
    long at = in.readLong();
    return switch (head & 3) {
      case CANDIDATE -> readCandidate(kind, at, in);
      case GONE -> new Gone(kind, at, Varint.read(in));
      default ->
          new Sums(
              kind,
              at,
              BucketNewsSerializer.readBucket(in),
              Varint.read(in),
              Varint.read(in),
              Varint.read(in),
              in.readInt());
    };
  }

  private static Candidate readCandidate(Kind kind, long at, DataInputView in) throws IOException {
    long item = Varint.read(in);
    boolean isPublic = in.readBoolean();
    long listeners = Varint.read(in);
    long sameHour = Varint.read(in);
    long flat = Varint.read(in);
    Pace pace = new Pace();
    pace.read(in);
    return new Candidate(kind, at, item, isPublic, listeners, sameHour, flat, pace);
  }

  @Override
  public TypeSerializerSnapshot<RisingNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RisingNews> {
    public Snapshot() {
      super(RisingNewsSerializer::new);
    }
  }
}
