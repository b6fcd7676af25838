package dev.groundswell.events;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The name of something that can be subscribed to, such as {@code trends.tracks.1h}.
 *
 * @param kind what is ranked
 * @param window over which time
 */
public record Topic(Kind kind, Window window) {

  /** What a board ranks. */
  public enum Kind {
    TRACKS("tracks"),
    ARTISTS("artists"),
    GENRES("genres");

    private final String word;

    Kind(String word) {
      this.word = word;
    }

    /** The word used in topics and URLs. */
    public String word() {
      return word;
    }

    public static Optional<Kind> of(String word) {
      return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }
  }

  private static final List<Topic> ALL = every();
  private static final Map<Topic, String> NAMES =
      ALL.stream().collect(Collectors.toUnmodifiableMap(topic -> topic, Topic::spelled));

  /** The name as it stands in URLs, payloads and keys. */
  public String name() {
    return NAMES.getOrDefault(this, "");
  }

  private String spelled() {
    return "trends." + kind.word() + "." + window.label();
  }

  public static Optional<Topic> of(String name) {
    return all().stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** Every topic that the jobs write, in a fixed order. */
  public static List<Topic> all() {
    return ALL;
  }

  private static List<Topic> every() {
    List<Topic> topics = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Window window : Window.values()) {
        topics.add(new Topic(kind, window));
      }
    }
    return List.copyOf(topics);
  }

  @Override
  public String toString() {
    return name();
  }
}
