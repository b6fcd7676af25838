package dev.groundswell.jobs.types;

import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Whole numbers in as few bytes as they need: seven bits a byte, the lowest first. */
public final class Varint {
  private Varint() {}

  /** Writes a number; small non-negative ones are short, negative ones take ten bytes. */
  public static void write(DataOutputView out, long value) throws IOException {
    long rest = value;
    while ((rest & ~0x7FL) != 0) {
      out.writeByte((int) ((rest & 0x7F) | 0x80));
      rest >>>= 7;
    }
    out.writeByte((int) rest);
  }

  public static long read(DataInputView in) throws IOException {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      byte next = in.readByte();
      value |= (next & 0x7FL) << shift;
      if (next >= 0) {
        return value;
      }
    }
    throw new IOException("a number of more than ten bytes");
  }

  /** Writes a number that may be negative; numbers near zero are short. */
  public static void writeSigned(DataOutputView out, long value) throws IOException {
    write(out, (value << 1) ^ (value >> 63));
  }

  public static long readSigned(DataInputView in) throws IOException {
    long value = read(in);
    return (value >>> 1) ^ -(value & 1);
  }
}
