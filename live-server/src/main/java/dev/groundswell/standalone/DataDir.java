package dev.groundswell.standalone;

import dev.groundswell.server.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder in which the embedded parts live, held by one Groundswell at a time.
 *
 * <p>Readable by its owner alone. {@code layout} names the arrangement of what is inside; {@code
 * run} names the run that holds the folder now, so that a {@link Guard} left over from an earlier
 * run keeps its hands off.
 */
final class DataDir implements AutoCloseable {
  private static final String LAYOUT = "1";
  private static final String LAYOUT_FILE = "layout";
  private static final String LOCK_FILE = "lock";
  private static final String RUN_FILE = "run";

  /**
   * In a folder that is new to us; the key alone is put there when a copy of the ledger is back.
   */
  private static final Set<String> MAY_BE_THERE = Set.of("lost+found", LOCK_FILE, "secret.key");

  private static final int SECRET_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** Thrown where another Groundswell holds the folder. */
  static final class InUseException extends StartException {
    private static final long serialVersionUID = 1;

    InUseException(String message) {
      super(message);
    }
  }

  private final Path folder;
  private final FileChannel lockFile;
  private final String run;

  private DataDir(Path folder, FileChannel lockFile, String run) {
    this.folder = folder;
    this.lockFile = lockFile;
    this.run = run;
  }

  /**
   * Creates the folder where it is not there, and takes hold of it.
   *
   * @throws StartException where it cannot be written, is held by another, or is of another version
   */
  static DataDir open(Path folder) {
    try {
      Files.createDirectories(folder);
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Path real = folder.toRealPath();
      checkLayout(real);
      FileChannel lockFile = lock(real);
      String run = HexFormat.of().formatHex(random(8));
      write(real.resolve(LAYOUT_FILE), LAYOUT);
      write(real.resolve(RUN_FILE), run);
      return new DataDir(real, lockFile, run);
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartException(
          "DATA_DIR "
              + folder
              + " cannot be used ("
              + reason(e)
              + "). Set it to a folder this user can write to.",
          e);
    }
  }

  private static void checkLayout(Path folder) throws IOException {
    String found;
    try {
      found = Files.readString(folder.resolve(LAYOUT_FILE)).strip();
    } catch (NoSuchFileException e) {
      checkEmpty(folder);
      return;
    }
    if (!found.equals(LAYOUT)) {
      throw new StartException(
          "DATA_DIR %s was written by another version of Groundswell (layout %s, this one is %s)."
                  .formatted(folder, found.replaceAll("[^A-Za-z0-9.]", "?"), LAYOUT)
              + " Start that version, or set DATA_DIR to another folder.");
    }
  }

  private static void checkEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      boolean foreign =
          files
              .map(file -> file.getFileName().toString())
              .anyMatch(name -> !MAY_BE_THERE.contains(name));
      if (foreign) {
        throw new StartException(
            "DATA_DIR %s holds files that are not Groundswell's. Set it to a folder of its own."
                .formatted(folder));
      }
    }
  }

  private static FileChannel lock(Path folder) throws IOException {
    FileChannel channel =
        FileChannel.open(
            folder.resolve(LOCK_FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new InUseException(
          "DATA_DIR %s is in use: another Groundswell is using it. Stop that one, or set DATA_DIR to"
                  .formatted(folder)
              + " another folder.");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldInThisProcess) {
      return null;
    }
  }

  /** The folder itself, with all links resolved. */
  Path folder() {
    return folder;
  }

  Path resolve(String name) {
    return folder.resolve(name);
  }

  /** Names this run. */
  String run() {
    return run;
  }

  /** A file in which {@link #run} stands while this run holds the folder. */
  Path runFile() {
    return folder.resolve(RUN_FILE);
  }

  /** 32 random bytes as base64, made on first use and then kept in a file of that name. */
  Secret secret(String name) {
    return keep(name, () -> Base64.getEncoder().encodeToString(random(SECRET_BYTES)));
  }

  /** A random password of letters and digits, made on first use and then kept. */
  Secret password(String name) {
    return keep(name, () -> HexFormat.of().formatHex(random(SECRET_BYTES)));
  }

  private Secret keep(String name, Supplier<String> make) {
    Path file = folder.resolve(name);
    try {
      if (!Files.exists(file)) {
        write(file, make.get());
      }
      return new Secret(Files.readString(file).strip());
    } catch (IOException e) {
      throw new StartException("DATA_DIR: " + file + " cannot be read or written.", e);
    }
  }

  /** Writes a file that its owner alone can read; whole or not at all. */
  static void write(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
      channel.write(
          java.nio.ByteBuffer.wrap(
              (text + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
      channel.force(true);
    }
    try {
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static byte[] random(int bytes) {
    byte[] random = new byte[bytes];
    RANDOM.nextBytes(random);
    return random;
  }

  private static String reason(Exception e) {
    return e instanceof java.nio.file.FileSystemException f && f.getReason() != null
        ? f.getReason()
        : e.getClass().getSimpleName();
  }

  /** Lets go of the folder. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
