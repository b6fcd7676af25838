package dev.groundswell.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints in a folder, of this run and of earlier ones: {@code <job id>/chk-<n>}. */
final class Checkpoints {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final Pattern NAME = Pattern.compile("chk-([0-9]{1,18})");

  private final Path folder;

  Checkpoints(Path folder) {
    this.folder = folder;
  }

  /** A checkpoint that was completed: its last file has been written. */
  record Checkpoint(Path path, long number, FileTime completed) {}

  /** All that were completed, newest first, across runs. */
  List<Checkpoint> newestFirst() {
    return list(folder).stream()
        .flatMap(job -> list(job).stream())
        .flatMap(Checkpoints::completed)
        .sorted(
            Comparator.comparing(Checkpoint::completed)
                .thenComparing(Checkpoint::number)
                .reversed())
        .toList();
  }

  /** Whether the run {@code job} has completed a checkpoint of its own. */
  boolean anyOf(String job) {
    return newestFirst().stream().anyMatch(checkpoint -> isOf(checkpoint.path(), job));
  }

  /** Deletes what other runs than {@code job} have left. */
  void deleteAllBut(String job) {
    for (Path other : list(folder)) {
      if (!String.valueOf(other.getFileName()).equals(job)) {
        try {
          Folders.delete(other);
        } catch (IOException e) {
          log.warn("The old checkpoints in {} could not be deleted: {}", other, e.getMessage());
        }
      }
    }
  }

  private static boolean isOf(Path checkpoint, String job) {
    Path parent = checkpoint.getParent();
    return parent != null && parent.endsWith(job);
  }

  private static Stream<Checkpoint> completed(Path path) {
    Matcher name = NAME.matcher(String.valueOf(path.getFileName()));
    try {
      return name.matches()
          ? Stream.of(
              new Checkpoint(
                  path,
                  Long.parseLong(name.group(1)),
                  Files.getLastModifiedTime(path.resolve("_metadata"))))
          : Stream.empty();
    } catch (IOException notCompletedOrGone) {
      return Stream.empty();
    }
  }

  private static List<Path> list(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of();
    }
  }
}
