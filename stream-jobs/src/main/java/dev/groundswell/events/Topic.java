package dev.groundswell.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The name of something that can be subscribed to, such as {@code trends.tracks.1h}.
 *
 * @param kind what is ranked
 * @param window over which time
 */
public record Topic(Kind kind, Window window) {

  /** What a board ranks. */
  public enum Kind {
    TRACKS("trends.tracks");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }

    /** The topic's name without its window. */
    public String prefix() {
      return prefix;
    }
  }

  /** The name as it stands in URLs, payloads and keys. */
  public String name() {
    return kind.prefix() + "." + window.label();
  }

  public static Optional<Topic> of(String name) {
    return all().stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** Every topic that the jobs write, in a fixed order. */
  public static List<Topic> all() {
    List<Topic> topics = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Window window : Window.values()) {
        topics.add(new Topic(kind, window));
      }
    }
    return topics;
  }

  @Override
  public String toString() {
    return name();
  }
}
