package dev.groundswell.standalone;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** The programs of PostgreSQL, unpacked once into the data folder. */
record PostgresBinaries(Path home) {
  /** The major version a data directory must be of. */
  static final String MAJOR = "18";

  private static final String RELEASE = "18.6.0";

  static PostgresBinaries unpack(DataDir data) {
    Path home = data.resolve("bin").resolve("postgresql-" + RELEASE);
    if (!Files.exists(home)) {
      try (InputStream archive = archive()) {
        Path draft = home.resolveSibling(home.getFileName() + ".new");
        Folders.delete(draft);
        unpack(archive, draft);
        Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
      } catch (IOException e) {
        throw new StartException(
            "DATA_DIR: PostgreSQL could not be unpacked into "
                + home
                + " ("
                + e.getMessage()
                + ").",
            e);
      }
    }
    return new PostgresBinaries(home);
  }

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  private static InputStream archive() throws IOException {
    boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
    String arch = System.getProperty("os.arch", "");
    InputStream archive =
        DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(
            mac ? "Darwin" : "Linux", arch.equals("amd64") ? "x86_64" : arch);
    if (archive == null) {
      throw new StartException(
          "DATABASE_URL is not set, and there is no embedded PostgreSQL for this system ("
              + arch
              + "). Set DATABASE_URL=postgresql://user:password@host:5432/name.");
    }
    return archive;
  }

  private static void unpack(InputStream archive, Path into) throws IOException {
    try (TarArchiveInputStream tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(archive)))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        Path file = into.resolve(entry.getName()).normalize();
        if (!file.startsWith(into)) {
          throw new IOException("entry outside of the archive: " + entry.getName());
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
          continue;
        }
        Path folder = Objects.requireNonNull(file.getParent());
        Files.createDirectories(folder);
        if (entry.isSymbolicLink()) {
          Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
        } else {
          Files.copy(tar, file);
          boolean program = (entry.getMode() & 0100) != 0 || folder.endsWith("bin");
          Files.setPosixFilePermissions(
              file, PosixFilePermissions.fromString(program ? "rwx------" : "rw-------"));
        }
      }
    }
  }
}
