package dev.groundswell.jobs.source;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayChange.Kind;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link PlayChange} between two operators; never stored, so without a version.
 *
 * <p>What is stored or sent between processes is {@code events.ChangeCodec}'s.
 */
public final class PlayChangeSerializer extends TypeSerializerSingleton<PlayChange> {
  private static final long serialVersionUID = 1;
  private static final Kind[] KINDS = Kind.values();
  private static final Source[] SOURCES = Source.values();

  @Override
  public boolean isImmutableType() {
    return true;
  }

  @Override
  public PlayChange createInstance() {
    return PlayChange.voided(0, 0, 0);
  }

  @Override
  public PlayChange copy(PlayChange from) {
    return from;
  }

  @Override
  public PlayChange copy(PlayChange from, PlayChange reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(PlayChange change, DataOutputView out) throws IOException {
    out.writeByte(change.shard());
    out.writeLong(change.seq());
    out.writeByte(change.kind().ordinal());
    out.writeLong(change.committedAt());
    out.writeLong(change.listener());
    out.writeLong(change.play());
    out.writeInt(change.rev());
    writeState(change.before(), out);
    writeState(change.after(), out);
  }

  @Override
  public PlayChange deserialize(DataInputView in) throws IOException {
    return new PlayChange(
        in.readByte(),
        in.readLong(),
        KINDS[in.readByte()],
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readInt(),
        readState(in),
        readState(in));
  }

  @Override
  public PlayChange deserialize(PlayChange reuse, DataInputView in) throws IOException {
    return deserialize(in);
  }

  @Override
  public void copy(DataInputView in, DataOutputView out) throws IOException {
    serialize(deserialize(in), out);
  }

  private static void writeState(@Nullable PlayState state, DataOutputView out) throws IOException {
    out.writeBoolean(state != null);
    if (state == null) {
      return;
    }
    out.writeLong(state.recording());
    out.writeShort(state.artists().size());
    for (long artist : state.artists()) {
      out.writeLong(artist);
    }
    out.writeLong(state.album());
    out.writeLong(state.genre());
    out.writeLong(state.playedAt());
    out.writeLong(state.countedAt());
    out.writeLong(state.msPlayed());
    out.writeByte(state.source().ordinal());
    out.writeByte(state.weekHour());
    out.writeBoolean(state.trends());
  }

  private static @Nullable PlayState readState(DataInputView in) throws IOException {
    if (!in.readBoolean()) {
      return null;
    }
    long recording = in.readLong();
    int count = in.readShort();
    List<Long> artists = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      artists.add(in.readLong());
    }
    return new PlayState(
        recording,
        artists,
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        SOURCES[in.readByte()],
        in.readUnsignedByte(),
        in.readBoolean());
  }

  @Override
  public TypeSerializerSnapshot<PlayChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** The serializer has no settings to remember. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlayChange> {
    public Snapshot() {
      super(PlayChangeSerializer::new);
    }
  }
}
