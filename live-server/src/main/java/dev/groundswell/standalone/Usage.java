package dev.groundswell.standalone;

import dev.groundswell.server.ServerConfig;
import dev.groundswell.server.Setting;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What --help and --version print. */
final class Usage {
  private static final int WIDTH = 76;

  private Usage() {}

  static String version() {
    Properties properties = new Properties();
    try (InputStream in = Usage.class.getResourceAsStream("/version.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "Groundswell " + properties.getProperty("version");
  }

  static String help() {
    StringBuilder text = new StringBuilder();
    text.append(version())
        .append(": live listening analytics for Spotify\n\n")
        .append("Usage: java -jar groundswell.jar [--help | --version]\n")
        .append("       java -jar groundswell.jar import-tags [--help] ...\n\n")
        .append(
            "Runs everything in the foreground; Ctrl-C ends it. Without any setting it brings\n")
        .append("its own PostgreSQL, Redis and Flink, and simulates Spotify.\n\n")
        .append("Settings (environment variables):\n");
    for (Setting<?> setting : ServerConfig.SETTINGS) {
      text.append("\n  %s (%s)\n".formatted(setting.name(), setting.fallback()));
      wrap(text, setting.meaning());
    }
    text.append("\nEach is explained in docs/configuration.md.");
    return text.toString();
  }

  private static void wrap(StringBuilder text, String meaning) {
    StringBuilder line = new StringBuilder("     ");
    for (String word : meaning.split(" ")) {
      if (line.length() + word.length() + 1 > WIDTH) {
        text.append(line).append('\n');
        line.setLength(0);
        line.append("     ");
      }
      line.append(' ').append(word);
    }
    text.append(line).append('\n');
  }
}
