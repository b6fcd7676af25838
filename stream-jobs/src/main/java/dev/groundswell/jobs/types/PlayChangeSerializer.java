package dev.groundswell.jobs.types;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Writes a {@link PlayChange} as the bytes that also lie in the ledger and in Redis.
 *
 * <p>Features are chained to the source and narrow a change before it crosses the network, so these
 * bytes are rarely written.
 */
public final class PlayChangeSerializer extends FlatSerializer<PlayChange> {
  private static final long serialVersionUID = 1;
  private static final PlayChangeSerializer INSTANCE = new PlayChangeSerializer();

  public static final TypeInformation<PlayChange> TYPE = new FlatType<>(PlayChange.class, INSTANCE);

  @Override
  public PlayChange createInstance() {
    return PlayChange.voided(0, 0, 0);
  }

  @Override
  public void serialize(PlayChange change, DataOutputView target) throws IOException {
    byte[] bytes = ChangeCodec.encode(change);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  @Override
  public PlayChange deserialize(DataInputView source) throws IOException {
    byte[] bytes = new byte[source.readInt()];
    source.readFully(bytes);
    return ChangeCodec.decode(bytes);
  }

  @Override
  public TypeSerializerSnapshot<PlayChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<PlayChange> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
