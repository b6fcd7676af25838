package dev.groundswell.jobs.window;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.jobs.types.FlatSerializer;
import dev.groundswell.jobs.types.FlatType;
import dev.groundswell.jobs.types.Varint;
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
 * What a change means to public figures: one play goes, one comes, or everything of the listener
 * goes.
 *
 * @param listener the listener's random key
 * @param erase whether everything of the listener goes; then nothing else does or comes
 * @param gone the play that goes, null where none does
 * @param comes the play that comes, null where none does
 */
public record PublicChange(
    long listener, boolean erase, @Nullable Counted gone, @Nullable Counted comes) {

  public static final TypeInformation<PublicChange> TYPE =
      new FlatType<>(PublicChange.class, Serializer.INSTANCE);

  /**
   * A play as it is counted.
   *
   * @param at when it began to count, epoch milliseconds
   * @param credits what it is counted for
   * @param weekHour the hour of its listener's week, from 1; 0 where nobody knows
   */
  public record Counted(long at, Credits credits, int weekHour) {}

  public static PublicChange erase(long listener) {
    return new PublicChange(listener, true, null, null);
  }

  /** Hands on what {@code change} means to public figures, if anything. */
  public static void of(PlayChange change, Collector<PublicChange> out) {
    switch (change.kind()) {
      case VOID -> {}
      case ERASE -> out.collect(erase(change.listener()));
      case PLAY -> {
        Counted gone = countedOrNull(change.before());
        Counted comes = countedOrNull(change.after());
        // Both are alike where only the time heard is corrected.
        if (!Objects.equals(gone, comes)) {
          out.collect(new PublicChange(change.listener(), false, gone, comes));
        }
      }
    }
  }

  private static @Nullable Counted countedOrNull(@Nullable PlayState state) {
    return state != null && state.isPublic()
        ? new Counted(state.countedAt(), Credits.of(state), state.weekHour())
        : null;
  }

  /** Writes a change as a head of flags and the plays they announce. */
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
              | (change.gone != null ? GONE : 0)
              | (change.comes != null ? COMES : 0));
      out.writeLong(change.listener);
      write(change.gone, out);
      write(change.comes, out);
    }

    private static void write(@Nullable Counted play, DataOutputView out) throws IOException {
      if (play != null) {
        Varint.writeSigned(out, play.at());
        out.writeByte(play.weekHour());
        Varint.write(out, play.credits().items.length);
        play.credits().write(out);
      }
    }

    @Override
    public PublicChange deserialize(DataInputView in) throws IOException {
      int flags = in.readByte();
      return new PublicChange(
          in.readLong(),
          (flags & ERASE) != 0,
          (flags & GONE) != 0 ? read(in) : null,
          (flags & COMES) != 0 ? read(in) : null);
    }

    private static Counted read(DataInputView in) throws IOException {
      long at = Varint.readSigned(in);
      int weekHour = in.readUnsignedByte();
      return new Counted(at, Credits.read((int) Varint.read(in), in), weekHour);
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
