package dev.groundswell.jobs.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The bytes of the enumerator's state, version 1: the shards that no reader has, one by one. */
final class UnassignedShardsSerializer implements SimpleVersionedSerializer<List<ShardSplit>> {
  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(List<ShardSplit> splits) {
    ByteBuffer buffer = ByteBuffer.allocate(splits.size() * ShardSplitSerializer.BYTES);
    splits.forEach(split -> buffer.putInt(split.shard()).putLong(split.position()));
    return buffer.array();
  }

  @Override
  public List<ShardSplit> deserialize(int version, byte[] bytes) throws IOException {
    if (version != 1 || bytes.length % ShardSplitSerializer.BYTES != 0) {
      throw new IOException("enumerator state of version " + version);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    List<ShardSplit> splits = new ArrayList<>();
    while (buffer.hasRemaining()) {
      splits.add(new ShardSplit(buffer.getInt(), buffer.getLong()));
    }
    return splits;
  }
}
