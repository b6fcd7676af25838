package dev.groundswell.server.imports;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Takes a ZIP apart while it arrives: its files come out one after the other, in pieces.
 *
 * <p>Goes by the headers before each file, never by the directory at the end, so nothing is kept.
 * How much comes out of how little has bounds, and so have names and the number of files.
 */
final class ZipReader implements AutoCloseable {
  private static final int FILE = 0x04034b50;
  private static final int DIRECTORY = 0x02014b50;
  private static final int DIRECTORY_END = 0x06054b50;
  private static final int LARGE_DIRECTORY_END = 0x06064b50;
  private static final int AFTER_FILE = 0x08074b50;
  private static final int HEADER_LENGTH = 30;
  private static final int LONGEST_AFTER_FILE = 24;
  private static final int LONGEST_NAME = 1_024;
  private static final int MOST_FILES = 10_000;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final long IN_EXTRA = 0xffffffffL;

  /** JSON of a history shrinks to a tenth or a thirtieth. */
  private static final long MOST_TIMES = 200;

  private static final int ALWAYS_ALLOWED = 1 << 20;

  /** Who takes the files. */
  interface Files {
    /** A file begins; answers whether it is wanted. */
    boolean begins(String name);

    /** Some bytes of a file that is wanted; good until this returns. */
    void piece(byte[] bytes, int length) throws UnreadableExportException;

    /** The file that is wanted is whole. */
    void ends() throws UnreadableExportException;
  }

  private enum Place {
    BEFORE_FILE,
    PACKED,
    PLAIN,
    AFTER_FILE,
    DIRECTORY
  }

  private final Files files;
  private final long mostUnpacked;
  private final Inflater inflater = new Inflater(true);
  private final byte[] unpacked = new byte[16 * 1024];
  private byte[] data = {};
  private int at;
  private Place place = Place.BEFORE_FILE;
  private boolean wanted;
  private boolean toldAfter;
  private long left;
  private long packedIn;
  private long unpackedOut;
  private long allUnpacked;
  private int begun;

  /**
   * @param mostUnpacked so many bytes may come out altogether
   */
  ZipReader(Files files, long mostUnpacked) {
    this.files = files;
    this.mostUnpacked = mostUnpacked;
  }

  void feed(byte[] piece) throws UnreadableExportException {
    if (place == Place.DIRECTORY) {
      return;
    }
    byte[] rest = Arrays.copyOfRange(data, at, data.length + piece.length);
    System.arraycopy(piece, 0, rest, data.length - at, piece.length);
    data = rest;
    at = 0;
    while (place != Place.DIRECTORY && step()) {
      // The next.
    }
  }

  /** Says that nothing more comes. */
  void finish() throws UnreadableExportException {
    if (place != Place.DIRECTORY) {
      throw broken("breaks off: copy it again and send it whole");
    }
  }

  @Override
  public void close() {
    inflater.end();
  }

  /** One step; false where more has to arrive first. */
  private boolean step() throws UnreadableExportException {
    return switch (place) {
      case BEFORE_FILE -> header();
      case PACKED -> unpack();
      case PLAIN -> plain();
      case AFTER_FILE -> afterFile();
      case DIRECTORY -> false;
    };
  }

  private boolean header() throws UnreadableExportException {
    if (available() < 4) {
      return false;
    }
    int signature = buffer().getInt(at);
    if (signature == DIRECTORY || isDirectoryEnd(signature)) {
      place = Place.DIRECTORY;
      return false;
    }
    if (signature != FILE) {
      throw broken("is not one that can be read");
    }
    if (available() < HEADER_LENGTH) {
      return false;
    }
    ByteBuffer head = buffer();
    int nameLength = Short.toUnsignedInt(head.getShort(at + 26));
    int extraLength = Short.toUnsignedInt(head.getShort(at + 28));
    if (nameLength > LONGEST_NAME || ++begun > MOST_FILES) {
      throw broken("holds more than any export");
    }
    if (available() < HEADER_LENGTH + nameLength + extraLength) {
      begun--;
      return false;
    }
    int flags = head.getShort(at + 6);
    int method = Short.toUnsignedInt(head.getShort(at + 8));
    long packed = Integer.toUnsignedLong(head.getInt(at + 18));
    int name = at + HEADER_LENGTH;
    if (packed == IN_EXTRA) {
      packed = largeLength(name + nameLength, extraLength);
    }
    at = name + nameLength + extraLength;
    begin(new String(data, name, nameLength, StandardCharsets.UTF_8), flags, method, packed);
    return true;
  }

  private void begin(String name, int flags, int method, long packed)
      throws UnreadableExportException {
    boolean locked = (flags & 1) != 0;
    toldAfter = (flags & 8) != 0;
    wanted = files.begins(name);
    if (wanted && (locked || (method != STORED && method != DEFLATED))) {
      throw broken(locked ? "is locked with a password" : "is packed in an unusual way");
    }
    packedIn = 0;
    unpackedOut = 0;
    boolean skipped = !wanted && !(toldAfter && packed == 0);
    if (method == DEFLATED && !locked && !skipped) {
      inflater.reset();
      place = Place.PACKED;
    } else if (toldAfter && packed == 0) {
      throw broken("does not say how long its files are");
    } else {
      left = packed;
      place = Place.PLAIN;
    }
  }

  /** The length of a file of 4 GiB or more; where nothing tells it, one that is never reached. */
  private long largeLength(int from, int length) {
    int end = from + length;
    for (int field = from; field + 4 <= end; ) {
      int size = Short.toUnsignedInt(buffer().getShort(field + 2));
      if (buffer().getShort(field) == 1 && size >= 16 && field + 20 <= end) {
        return Math.max(0, buffer().getLong(field + 12));
      }
      field += 4 + size;
    }
    return Long.MAX_VALUE;
  }

  private boolean unpack() throws UnreadableExportException {
    int given = available();
    if (given == 0) {
      return false;
    }
    inflater.setInput(data, at, given);
    try {
      int length = inflater.inflate(unpacked);
      while (length > 0) {
        int used = given - inflater.getRemaining();
        out(length, packedIn + used);
        length = inflater.inflate(unpacked);
      }
    } catch (DataFormatException e) {
      throw broken("is damaged: copy it again");
    }
    int used = given - inflater.getRemaining();
    packedIn += used;
    at += used;
    if (inflater.finished()) {
      end();
      return true;
    }
    if (inflater.needsDictionary()) {
      throw broken("is packed in an unusual way");
    }
    return false;
  }

  private void out(int length, long packed) throws UnreadableExportException {
    unpackedOut += length;
    allUnpacked += length;
    boolean tooDense = unpackedOut > ALWAYS_ALLOWED && unpackedOut > packed * MOST_TIMES;
    if (tooDense || allUnpacked > mostUnpacked) {
      throw broken("unpacks to far more than any export");
    }
    if (wanted) {
      files.piece(unpacked, length);
    }
  }

  private boolean plain() throws UnreadableExportException {
    while (left > 0 && available() > 0) {
      int length = (int) Math.min(Math.min(left, available()), unpacked.length);
      if (wanted) {
        System.arraycopy(data, at, unpacked, 0, length);
        out(length, Long.MAX_VALUE / MOST_TIMES);
      }
      at += length;
      left -= length;
    }
    if (left > 0) {
      return false;
    }
    end();
    return true;
  }

  private void end() throws UnreadableExportException {
    place = toldAfter ? Place.AFTER_FILE : Place.BEFORE_FILE;
    if (wanted) {
      files.ends();
    }
  }

  /** Length and checksum told after a file, in one of four forms; what follows shows which. */
  private boolean afterFile() throws UnreadableExportException {
    if (available() < LONGEST_AFTER_FILE + 4) {
      return false;
    }
    boolean signed = buffer().getInt(at) == AFTER_FILE;
    for (int length : signed ? new int[] {16, 24} : new int[] {12, 20}) {
      int next = buffer().getInt(at + length);
      if (next == FILE || next == DIRECTORY || isDirectoryEnd(next)) {
        at += length;
        place = Place.BEFORE_FILE;
        return true;
      }
    }
    throw broken("is damaged: copy it again");
  }

  private static boolean isDirectoryEnd(int signature) {
    return signature == DIRECTORY_END || signature == LARGE_DIRECTORY_END;
  }

  private int available() {
    return data.length - at;
  }

  private ByteBuffer buffer() {
    return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static UnreadableExportException broken(String how) {
    return new UnreadableExportException("The ZIP " + how + ".");
  }
}
