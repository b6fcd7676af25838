package dev.groundswell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Laws that only the source text shows: a constant leaves no trace in a compiled class. */
class SourceLawsTest {
  private static final Path SOURCES = Path.of("src", "main", "java");

  /** How every key in {@link dev.groundswell.events.RedisKeys} begins. */
  private static final Pattern REDIS_KEY =
      Pattern.compile("\"(plays|now|board|log|sampled|epoch|as_of|watched):\\{");

  @Test
  void onlyEventsNamesARedisKey() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCES)) {
      List<Path> naming =
          files
              .filter(file -> file.toString().endsWith(".java"))
              .filter(file -> REDIS_KEY.matcher(text(file)).find())
              .toList();
      assertThat(naming).isEmpty();
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
