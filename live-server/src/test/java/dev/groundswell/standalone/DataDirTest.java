package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.server.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {
  @TempDir Path folder;

  @Test
  void isCreatedForItsOwnerAlone() throws IOException {
    try (DataDir data = DataDir.open(folder.resolve("a/b"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.folder())))
          .isEqualTo("rwx------");
    }
  }

  @Test
  void isHeldByOneAtATime() throws IOException {
    Path place = folder.resolve("data");
    try (DataDir data = DataDir.open(place)) {
      assertThat(data.folder()).isDirectory();
      assertThatThrownBy(() -> DataDir.open(place))
          .isInstanceOf(StartException.class)
          .hasMessageContaining("another Groundswell is using it");
    }
    DataDir.open(place).close();
  }

  @Test
  void eachRunHasANameOfItsOwn() throws IOException {
    Path place = folder.resolve("data");
    String first;
    try (DataDir data = DataDir.open(place)) {
      first = data.run();
    }
    try (DataDir data = DataDir.open(place)) {
      assertThat(data.run()).isNotEqualTo(first);
      assertThat(data.runFile()).hasContent(data.run());
    }
  }

  @Test
  void aFolderOfAnotherVersionIsRefusedAndLeftAlone() throws IOException {
    Path place = Files.createDirectories(folder.resolve("data"));
    Files.writeString(place.resolve("layout"), "7");
    assertThatThrownBy(() -> DataDir.open(place))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("DATA_DIR " + place.toRealPath())
        .hasMessageContaining("another version");
    assertThat(place.resolve("layout")).hasContent("7");
  }

  @Test
  void aFolderWithOtherFilesIsRefused() throws IOException {
    Files.writeString(folder.resolve("thesis.txt"), "chapter one");
    assertThatThrownBy(() -> DataDir.open(folder))
        .isInstanceOf(StartException.class)
        .hasMessageContaining("files that are not Groundswell's");
  }

  @Test
  void aFolderWithNothingButTheKeyOfACopyIsTakenAndTheKeyKept() throws IOException {
    Files.writeString(folder.resolve("secret.key"), "the key of the copy");
    try (DataDir data = DataDir.open(folder)) {
      assertThat(data.secret("secret.key").value()).isEqualTo("the key of the copy");
    }
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamedWithTheFix() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    assertThatThrownBy(() -> DataDir.open(file.resolve("data")))
        .isInstanceOf(StartException.class)
        .hasMessageStartingWith("DATA_DIR " + file.resolve("data"))
        .hasMessageEndingWith("Set it to a folder this user can write to.");
  }

  @Test
  void aSecretIsMadeOnceAndKept() throws IOException {
    Secret first;
    try (DataDir data = DataDir.open(folder.resolve("data"))) {
      first = data.secret("secret.key");
      assertThat(Base64.getDecoder().decode(first.value())).hasSize(32);
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(data.resolve("secret.key"))))
          .isEqualTo("rw-------");
    }
    try (DataDir data = DataDir.open(folder.resolve("data"))) {
      assertThat(data.secret("secret.key")).isEqualTo(first);
      assertThat(data.secret("another.key")).isNotEqualTo(first);
    }
  }
}
