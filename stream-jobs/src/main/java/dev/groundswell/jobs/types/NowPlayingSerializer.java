package dev.groundswell.jobs.types;

import dev.groundswell.events.NowPlaying;
import dev.groundswell.events.NowPlayingCodec;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link NowPlaying} as the bytes that it has in Redis too. */
public final class NowPlayingSerializer extends FlatSerializer<NowPlaying> {
  private static final long serialVersionUID = 1;
  private static final NowPlayingSerializer INSTANCE = new NowPlayingSerializer();

  public static final TypeInformation<NowPlaying> TYPE = new FlatType<>(NowPlaying.class, INSTANCE);

  @Override
  public NowPlaying createInstance() {
    return NowPlaying.silence(0, 0, false);
  }

  @Override
  public void serialize(NowPlaying now, DataOutputView out) throws IOException {
    byte[] bytes = NowPlayingCodec.encode(now);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public NowPlaying deserialize(DataInputView in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return NowPlayingCodec.decode(bytes);
  }

  @Override
  public TypeSerializerSnapshot<NowPlaying> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<NowPlaying> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
