package dev.groundswell.jobs.types;

import dev.groundswell.events.SampledPlay;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Writes a {@link SampledPlay} as its two numbers. */
public final class SampledPlaySerializer extends FlatSerializer<SampledPlay> {
  private static final long serialVersionUID = 1;
  private static final SampledPlaySerializer INSTANCE = new SampledPlaySerializer();

  public static final TypeInformation<SampledPlay> TYPE =
      new FlatType<>(SampledPlay.class, INSTANCE);

  @Override
  public SampledPlay createInstance() {
    return new SampledPlay(0, 0);
  }

  @Override
  public void serialize(SampledPlay play, DataOutputView out) throws IOException {
    out.writeLong(play.recording());
    out.writeLong(play.countedAt());
  }

  @Override
  public SampledPlay deserialize(DataInputView in) throws IOException {
    return new SampledPlay(in.readLong(), in.readLong());
  }

  @Override
  public TypeSerializerSnapshot<SampledPlay> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SampledPlay> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
