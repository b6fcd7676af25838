package dev.groundswell.jobs.window;

import dev.groundswell.events.Window;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.Varint;
import dev.groundswell.jobs.window.BucketNews.Candidate;
import dev.groundswell.jobs.window.BucketNews.Gone;
import dev.groundswell.jobs.window.BucketNews.Whole;
import dev.groundswell.jobs.window.BucketNews.Withheld;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes {@link BucketNews} as its kind and window in one byte, then its figures. */
public final class BucketNewsSerializer extends FlatSerializer<BucketNews> {
  private static final long serialVersionUID = 1;
  private static final Window[] WINDOWS = Window.values();
  private static final int CANDIDATE = 0;
  private static final int GONE = 1;
  private static final int WHOLE = 2;
  private static final int WITHHELD = 3;

  @Override
  public BucketNews createInstance() {
    return new Gone(Window.M5, 0, 0);
  }

  @Override
  public void serialize(BucketNews news, DataOutputView out) throws IOException {
    int kind =
        news instanceof Candidate
            ? CANDIDATE
            : news instanceof Gone ? GONE : news instanceof Whole ? WHOLE : WITHHELD;
    out.writeByte(news.window().ordinal() << 2 | kind);
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
      Varint.write(out, withheld.bucket());
      Varint.write(out, withheld.items());
    }
  }

  @Override
  public BucketNews deserialize(DataInputView in) throws IOException {
    int head = in.readByte();
    Window window = WINDOWS[head >> 2];
    long at = in.readLong();
    return switch (head & 3) {
      case CANDIDATE ->
          new Candidate(window, at, Varint.read(in), Varint.read(in), Varint.read(in));
      case GONE -> new Gone(window, at, Varint.read(in));
      case WHOLE -> new Whole(window, at, Varint.read(in), Varint.read(in));
      default -> new Withheld(window, at, (int) Varint.read(in), Varint.read(in));
    };
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
