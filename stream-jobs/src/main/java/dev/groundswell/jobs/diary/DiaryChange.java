package dev.groundswell.jobs.diary;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import java.io.IOException;
import java.util.Objects;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * What a change means to a diary: one play goes, one comes, or all of the listener's go.
 *
 * <p>Unlike {@link dev.groundswell.jobs.window.PublicChange} it also says how long was heard.
 *
 * @param listener the listener's random key
 * @param erase whether everything of the listener goes; then nothing else does or comes
 * @param gone the play that goes, null where none does
 * @param comes the play that comes, null where none does
 */
public record DiaryChange(
    long listener, boolean erase, @Nullable Heard gone, @Nullable Heard comes) {

  public static final TypeInformation<DiaryChange> TYPE =
      new FlatType<>(DiaryChange.class, Serializer.INSTANCE);

  /** Hands on what {@code change} means to a diary, if anything. */
  public static void of(PlayChange change, Collector<DiaryChange> out) {
    switch (change.kind()) {
      case VOID -> {}
      case ERASE -> out.collect(new DiaryChange(change.listener(), true, null, null));
      case PLAY -> {
        Heard gone = heardOrNull(change.before());
        Heard comes = heardOrNull(change.after());
        if (!Objects.equals(gone, comes)) {
          out.collect(new DiaryChange(change.listener(), false, gone, comes));
        }
      }
    }
  }

  private static @Nullable Heard heardOrNull(@Nullable PlayState state) {
    return state != null && state.isPublic() ? Heard.of(state) : null;
  }

  /** Writes a change as a head of flags and the plays they announce. */
  public static final class Serializer extends FlatSerializer<DiaryChange> {
    private static final long serialVersionUID = 1;
    private static final Serializer INSTANCE = new Serializer();
    private static final int ERASE = 1;
    private static final int GONE = 2;
    private static final int COMES = 4;

    @Override
    public DiaryChange createInstance() {
      return new DiaryChange(0, true, null, null);
    }

    @Override
    public void serialize(DiaryChange change, DataOutputView out) throws IOException {
      out.writeByte(
          (change.erase ? ERASE : 0)
              | (change.gone != null ? GONE : 0)
              | (change.comes != null ? COMES : 0));
      out.writeLong(change.listener);
      if (change.gone != null) {
        change.gone.write(out);
      }
      if (change.comes != null) {
        change.comes.write(out);
      }
    }

    @Override
    public DiaryChange deserialize(DataInputView in) throws IOException {
      int flags = in.readByte();
      return new DiaryChange(
          in.readLong(),
          (flags & ERASE) != 0,
          (flags & GONE) != 0 ? Heard.read(in) : null,
          (flags & COMES) != 0 ? Heard.read(in) : null);
    }

    @Override
    public TypeSerializerSnapshot<DiaryChange> snapshotConfiguration() {
      return new Snapshot();
    }

    /** What a checkpoint remembers of this serializer. */
    public static final class Snapshot extends SimpleTypeSerializerSnapshot<DiaryChange> {
      public Snapshot() {
        super(() -> INSTANCE);
      }
    }
  }
}
