package dev.groundswell.jobs.window;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.Varint;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Present;
import dev.groundswell.jobs.window.BucketNews.Unclassified;
import dev.groundswell.jobs.window.BucketNews.Whole;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link BucketNews} as what it is and its topic in one byte, then its figures. */
public final class BucketNewsSerializer extends FlatSerializer<BucketNews> {
  private static final long serialVersionUID = 1;
  private static final Topic[] TOPICS = Topic.trends().toArray(Topic[]::new);
  private static final int WINDOWS = Window.values().length;
  private static final int KINDS = 6;
  private static final int CANDIDATE = 0;
  private static final int GONE = 1;
  private static final int WHOLE = 2;
  private static final int WITHHELD = 3;
  private static final int UNCLASSIFIED = 4;
  private static final int PRESENT = 5;

  @Override
  public BucketNews createInstance() {
    return new Gone(TOPICS[0], 0, 0);
  }

  @Override
  public void serialize(BucketNews news, DataOutputView out) throws IOException {
    out.writeByte(placeOf(news.topic()) * KINDS + kindOf(news));
    out.writeLong(news.at());
    if (news instanceof Candidate candidate) {
      Varint.write(out, candidate.item());
      Varint.write(out, candidate.plays());
      Varint.write(out, candidate.listeners());
    } else if (news instanceof Gone gone) {
      Varint.write(out, gone.item());
    } else if (news instanceof Whole whole) {
      Varint.write(out, whole.plays());
      Varint.write(out, whole.listeners());
    } else if (news instanceof Withheld withheld) {
      writeBucket(withheld.bucket(), out);
      Varint.write(out, withheld.items());
    } else if (news instanceof Present present) {
      Varint.write(out, present.bucket().number());
      Varint.write(out, present.bucket().of());
      Varint.write(out, present.items());
    } else if (news instanceof Unclassified unclassified) {
      Varint.writeSigned(out, unclassified.plays());
    }
  }

  private static int placeOf(Topic topic) {
    return topic.kind().ordinal() * WINDOWS + topic.window().ordinal();
  }

  private static int kindOf(BucketNews news) {
    if (news instanceof Candidate) {
      return CANDIDATE;
    }
    if (news instanceof Gone) {
      return GONE;
    }
    if (news instanceof Whole) {
      return WHOLE;
    }
    if (news instanceof Present) {
      return PRESENT;
    }
    return news instanceof Withheld ? WITHHELD : UNCLASSIFIED;
  }

  @Override
  public BucketNews deserialize(DataInputView in) throws IOException {
    int head = in.readByte();
    Topic topic = TOPICS[head / KINDS];
    long at = in.readLong();
    return switch (head % KINDS) {
      case CANDIDATE -> new Candidate(topic, at, Varint.read(in), Varint.read(in), Varint.read(in));
      case GONE -> new Gone(topic, at, Varint.read(in));
      case WHOLE -> new Whole(topic, at, Varint.read(in), Varint.read(in));
      case WITHHELD -> new Withheld(topic, at, readBucket(in), Varint.read(in));
      case PRESENT -> new Present(topic, at, readBucket(in), Varint.read(in));
      default -> new Unclassified(topic, at, Varint.readSigned(in));
    };
  }

  static void writeBucket(BucketNumber bucket, DataOutputView out) throws IOException {
    Varint.write(out, bucket.number());
    Varint.write(out, bucket.of());
  }

  static BucketNumber readBucket(DataInputView in) throws IOException {
    return new BucketNumber((int) Varint.read(in), (int) Varint.read(in));
  }

  @Override
  public TypeSerializerSnapshot<BucketNews> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<BucketNews> {
    public Snapshot() {
      super(BucketNewsSerializer::new);
    }
  }
}
