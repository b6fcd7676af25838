package dev.groundswell.jobs.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** The bytes of a {@link ShardSplit}, version 1: shard (int) and position (long), big-endian. */
final class ShardSplitSerializer implements SimpleVersionedSerializer<ShardSplit> {
  static final int BYTES = Integer.BYTES + Long.BYTES;

  @Override
  public int getVersion() {
    return 1;
  }

  @Override
  public byte[] serialize(ShardSplit split) {
    return ByteBuffer.allocate(BYTES).putInt(split.shard()).putLong(split.position()).array();
  }

  @Override
  public ShardSplit deserialize(int version, byte[] bytes) throws IOException {
    if (version != 1 || bytes.length != BYTES) {
      throw new IOException("a split of version " + version + " with " + bytes.length + " bytes");
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    return new ShardSplit(buffer.getInt(), buffer.getLong());
  }
}
