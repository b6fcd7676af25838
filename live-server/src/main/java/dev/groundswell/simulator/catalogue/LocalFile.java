package dev.groundswell.simulator.catalogue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * A file of a listener's own, ripped from a record. It has no id: its URI is made of its names.
 *
 * @param source what was ripped
 */
public record LocalFile(Track source) implements Playable {

  @Override
  public String title() {
    return source.title();
  }

  /** Whole seconds, as far as players read them out of a file. */
  @Override
  public int durationMs() {
    return source.durationMs() / 1_000 * 1_000;
  }

  @Override
  public String uri() {
    return "spotify:local:%s:%s:%s:%d"
        .formatted(
            encoded(source.artist().name()),
            encoded(source.album().title()),
            encoded(source.title()),
            durationMs() / 1_000);
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8);
  }
}
