package dev.groundswell.jobs.diary;

import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import dev.groundswell.jobs.window.Credits;
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
 * Writes a {@link Diary} in a few bytes a play: times as distances, credits once and then by their
 * place among those written so far, numbers as varints.
 *
 * <p>The first byte is the format, so that a later build reads what this one has left.
 */
public final class DiarySerializer extends FlatSerializer<Diary> {
  private static final long serialVersionUID = 1;
  private static final DiarySerializer INSTANCE = new DiarySerializer();
  private static final int FORMAT = 1;

  /** From START until a play of a track of a minute or more begins to count. */
  private static final int USUAL_LEAD = 30_000;

  public static final TypeInformation<Diary> TYPE = new FlatType<>(Diary.class, INSTANCE);

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public Diary createInstance() {
    return new Diary();
  }

  @Override
  public Diary copy(Diary from) {
    return new Diary(from);
  }

  @Override
  public void serialize(Diary diary, DataOutputView out) throws IOException {
    out.writeByte(FORMAT);
    Varint.writeSigned(out, diary.asOf);
    Varint.writeSigned(out, diary.timer);
    Varint.write(out, diary.size);
    long before = 0;
    Map<Credits, Integer> written = new IdentityHashMap<>();
    for (int i = 0; i < diary.size; i++) {
      Varint.writeSigned(out, diary.countedAt[i] - before);
      before = diary.countedAt[i];
      Varint.writeSigned(out, diary.lead[i] - USUAL_LEAD);
      Varint.write(out, (long) diary.heard[i] << 1 | (diary.skipped[i] ? 1 : 0));
      Credits credits = diary.credits[i];
      Integer place = written.putIfAbsent(credits, written.size());
      // The lowest bit tells a place among those written from the number of items that follow.
      if (place != null) {
        Varint.write(out, place << 1 | 1);
      } else {
        Varint.write(out, (long) credits.size() << 1);
        credits.write(out);
      }
    }
  }

  @Override
  public Diary deserialize(DataInputView in) throws IOException {
    int format = in.readByte();
    if (format != FORMAT) {
      throw new IOException("a listener's diary in the format " + format + ", not " + FORMAT);
    }
    long asOf = Varint.readSigned(in);
    long timer = Varint.readSigned(in);
    int size = (int) Varint.read(in);
    Diary diary = new Diary(size);
    List<Credits> read = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < size; i++) {
      before += Varint.readSigned(in);
      diary.countedAt[i] = before;
      diary.lead[i] = (int) Varint.readSigned(in) + USUAL_LEAD;
      long heard = Varint.read(in);
      diary.heard[i] = (int) (heard >>> 1);
      diary.skipped[i] = (heard & 1) != 0;
      int head = (int) Varint.read(in);
      if ((head & 1) == 0) {
        read.add(Credits.read(head >> 1, in));
        diary.credits[i] = read.get(read.size() - 1);
      } else {
        diary.credits[i] = read.get(head >> 1);
      }
    }
    diary.size = size;
    diary.asOf = asOf;
    diary.timer = timer;
    diary.begun = diary.firstAfter(asOf);
    return diary;
  }

  @Override
  public TypeSerializerSnapshot<Diary> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<Diary> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
