package dev.groundswell.events;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The name of something that can be subscribed to, such as {@code trends.tracks.1h}.
 *
 * @param family by what it is ranked
 * @param kind what is ranked
 * @param window over which time
 */
public record Topic(Family family, Kind kind, Window window) {

  /** By what a board ranks. */
  public enum Family {
    /** By plays, one board for each window. */
    TRENDS,
    /** By how much more people listen than is usual at this hour; one board, of the last hour. */
    RISING
  }

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

  private static final List<Topic> TRENDS =
      Arrays.stream(Kind.values())
          .flatMap(kind -> Arrays.stream(Window.values()).map(window -> new Topic(kind, window)))
          .toList();
  private static final List<Topic> RISING =
      Arrays.stream(Kind.values()).map(Topic::rising).toList();
  private static final List<Topic> ALL = Stream.of(TRENDS, RISING).flatMap(List::stream).toList();
  private static final Map<Topic, String> NAMES =
      ALL.stream().collect(Collectors.toUnmodifiableMap(topic -> topic, Topic::spelled));

  /** The board of the most played of a window. */
  public Topic(Kind kind, Window window) {
    this(Family.TRENDS, kind, window);
  }

  /** The board of what rises. */
  public static Topic rising(Kind kind) {
    return new Topic(Family.RISING, kind, Window.H1);
  }

  /** The name as it stands in URLs, payloads and keys. */
  public String name() {
    return NAMES.getOrDefault(this, "");
  }

  private String spelled() {
    return switch (family) {
      case TRENDS -> "trends." + kind.word() + "." + window.label();
      case RISING -> "rising." + kind.word();
    };
  }

  public static Optional<Topic> of(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** Every topic that the jobs write, in a fixed order. */
  public static List<Topic> all() {
    return ALL;
  }

  /** The boards of the most played, by kind and then by window. */
  public static List<Topic> trends() {
    return TRENDS;
  }

  @Override
  public String toString() {
    return name();
  }
}
