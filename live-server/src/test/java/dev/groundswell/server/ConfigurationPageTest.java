package dev.groundswell.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/configuration.md says what the settings say of themselves, no more and no less. */
class ConfigurationPageTest {
  private static final Path PAGE = Path.of("..", "docs", "configuration.md");

  @Test
  void thePageListsEverySettingInOrderWithItsDefaultAndMeaning() throws IOException {
    List<String> expected =
        ServerConfig.SETTINGS.stream()
            .map(
                setting ->
                    "| `%s` | %s | %s |"
                        .formatted(setting.name(), fallback(setting), setting.meaning()))
            .toList();
    try (Stream<String> lines = Files.lines(PAGE)) {
      assertThat(lines.filter(line -> line.matches("\\| `[A-Z_]+` \\|.*")))
          .containsExactlyElementsOf(expected);
    }
  }

  private static String fallback(Setting<?> setting) {
    boolean words = setting.optional() && !setting.fallback().contains("://");
    return words ? setting.fallback() : "`" + setting.fallback() + "`";
  }
}
