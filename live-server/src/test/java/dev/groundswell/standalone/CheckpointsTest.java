package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  @TempDir Path folder;

  @Test
  void theNewestComesFirstAcrossRuns() throws IOException {
    completed("a/chk-7", 100);
    completed("b/chk-2", 300);
    completed("b/chk-1", 200);
    completed("b/chk-10", 300);
    assertThat(new Checkpoints(folder).newestFirst())
        .extracting(checkpoint -> folder.relativize(checkpoint.path()).toString())
        .containsExactly("b/chk-10", "b/chk-2", "b/chk-1", "a/chk-7");
  }

  @Test
  void whatWasNotCompletedIsNone() throws IOException {
    Files.createDirectories(folder.resolve("a/chk-3"));
    Files.createDirectories(folder.resolve("a/shared"));
    Files.createFile(folder.resolve("stray"));
    assertThat(new Checkpoints(folder).newestFirst()).isEmpty();
    assertThat(new Checkpoints(folder.resolve("nowhere")).newestFirst()).isEmpty();
  }

  @Test
  void earlierRunsAreDeletedAndThisOneIsKept() throws IOException {
    completed("a/chk-1", 100);
    completed("b/chk-1", 200);
    Checkpoints checkpoints = new Checkpoints(folder);
    assertThat(checkpoints.anyOf("b")).isTrue();
    assertThat(checkpoints.anyOf("c")).isFalse();
    checkpoints.deleteAllBut("b");
    assertThat(folder.resolve("a")).doesNotExist();
    assertThat(folder.resolve("b/chk-1/_metadata")).exists();
  }

  private void completed(String name, long second) throws IOException {
    Path metadata =
        Files.createFile(Files.createDirectories(folder.resolve(name)).resolve("_metadata"));
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1000));
  }
}
