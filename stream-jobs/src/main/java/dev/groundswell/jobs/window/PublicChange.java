package dev.groundswell.jobs.window;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What a change means to public figures: one play goes, one comes, or everything of the listener
 * goes.
 *
 * @param listener the listener's random key
 * @param erase whether everything of the listener goes; then the rest is 0
 * @param goneAt when the play that goes began to count, 0 where none goes
 * @param goneItem what it was
 * @param comesAt when the play that comes began to count, 0 where none comes
 * @param comesItem what it is
 */
public record PublicChange(
    long listener, boolean erase, long goneAt, long goneItem, long comesAt, long comesItem) {

  public static final TypeInformation<PublicChange> TYPE =
      new FlatType<>(PublicChange.class, Serializer.INSTANCE);

  public static PublicChange erase(long listener) {
    return new PublicChange(listener, true, 0, 0, 0, 0);
  }

  /** Hands on what {@code change} means to public figures, if anything. */
  public static void of(PlayChange change, Collector<PublicChange> out) {
    switch (change.kind()) {
      case VOID -> {}
      case ERASE -> out.collect(erase(change.listener()));
      case PLAY -> {
        PlayState gone = publicOrNull(change.before());
        PlayState comes = publicOrNull(change.after());
        PublicChange meaning =
            new PublicChange(
                change.listener(),
                false,
                gone == null ? 0 : gone.countedAt(),
                gone == null ? 0 : gone.recording(),
                comes == null ? 0 : comes.countedAt(),
                comes == null ? 0 : comes.recording());
        if (!meaning.cancelsOut()) {
          out.collect(meaning);
        }
      }
    }
  }

  private static @Nullable PlayState publicOrNull(@Nullable PlayState state) {
    return state != null && state.isPublic() ? state : null;
  }

  /** Whether what goes is what comes, as when only the time heard is corrected. */
  private boolean cancelsOut() {
    return goneAt == comesAt && goneItem == comesItem;
  }

  /** Writes a change as a head of flags and the numbers they announce. */
  public static final class Serializer extends FlatSerializer<PublicChange> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int ERASE = 1;
    private static final int GONE = 2;
    private static final int COMES = 4;

    @Override
    public PublicChange createInstance() {
      return erase(0);
    }

    @Override
    public void serialize(PublicChange change, DataOutputView out) throws IOException {
      out.writeByte(
          (change.erase ? ERASE : 0)
              | (change.goneAt != 0 ? GONE : 0)
              | (change.comesAt != 0 ? COMES : 0));
      out.writeLong(change.listener);
      if (change.goneAt != 0) {
        Varint.writeSigned(out, change.goneAt);
        Varint.write(out, change.goneItem);
      }
      if (change.comesAt != 0) {
        Varint.writeSigned(out, change.comesAt);
        Varint.write(out, change.comesItem);
      }
    }

    @Override
    public PublicChange deserialize(DataInputView in) throws IOException {
      int flags = in.readByte();
      long listener = in.readLong();
      boolean gone = (flags & GONE) != 0;
      long goneAt = gone ? Varint.readSigned(in) : 0;
      long goneItem = gone ? Varint.read(in) : 0;
      boolean comes = (flags & COMES) != 0;
      long comesAt = comes ? Varint.readSigned(in) : 0;
      long comesItem = comes ? Varint.read(in) : 0;
      return new PublicChange(listener, (flags & ERASE) != 0, goneAt, goneItem, comesAt, comesItem);
    }

    @Override
    public TypeSerializerSnapshot<PublicChange> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<PublicChange> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
