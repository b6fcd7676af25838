package dev.groundswell.server.imports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A ZIP, packed as others pack them. */
final class ZipFile {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final ZipOutputStream zip = new ZipOutputStream(bytes);

  /** Packed while it is written: its length comes after it. */
  ZipFile file(String name, byte[] content) {
    return entry(new ZipEntry(name), content);
  }

  /** Not packed: its length comes before it. */
  ZipFile plain(String name, byte[] content) {
    ZipEntry entry = new ZipEntry(name);
    CRC32 crc = new CRC32();
    crc.update(content);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    return entry(entry, content);
  }

  ZipFile folder(String name) {
    return plain(name + "/", new byte[0]);
  }

  ZipFile text(String name, String content) {
    return file(name, content.getBytes(StandardCharsets.UTF_8));
  }

  private ZipFile entry(ZipEntry entry, byte[] content) {
    try {
      zip.putNextEntry(entry);
      zip.write(content);
      zip.closeEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] bytes() {
    try {
      zip.close();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
