package dev.groundswell.events;

import static dev.groundswell.events.Figure.AFFINITY;
import static dev.groundswell.events.Figure.EXPECTED;
import static dev.groundswell.events.Figure.LEARNING;
import static dev.groundswell.events.Figure.LISTENERS;
import static dev.groundswell.events.Figure.NEEDED;
import static dev.groundswell.events.Figure.PLAYS;
import static dev.groundswell.events.Figure.RANK;
import static dev.groundswell.events.Figure.RATE;
import static dev.groundswell.events.Figure.SCORE;
import static dev.groundswell.events.Figure.SHARE;
import static dev.groundswell.events.Figure.TRACKS;
import static dev.groundswell.events.Figure.UNCLASSIFIED;
import static dev.groundswell.events.Figure.VELOCITY;
import static dev.groundswell.events.Figure.WITHHELD;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The name of something that can be subscribed to, such as {@code trends.tracks.1h}.
 *
 * @param family what its boards tell
 * @param kind what is ranked, null where rows are of time
 * @param window over which time; of what is told of the moment it means nothing
 * @param number the ledger's number of the one item that it is about; 0 where it is about many
 */
public record Topic(Family family, @Nullable Kind kind, Window window, long number) {

  /** What boards tell, and which of their figures are told outside, in this order. */
  public enum Family {
    /** The most played, one board for each window. */
    TRENDS(Rows.NAMED, List.of(LISTENERS, WITHHELD, UNCLASSIFIED), List.of(PLAYS, LISTENERS)),
    /** To what more people listen than is usual at this hour; one board, of the last hour. */
    RISING(
        Rows.NAMED,
        List.of(LISTENERS, WITHHELD, LEARNING),
        List.of(SCORE, VELOCITY, EXPECTED, LISTENERS)),
    /** How much is played: now, in the last hour, and in each of its minutes. */
    PULSE(
        Rows.MINUTES,
        List.of(RATE, Figure.LISTENING, PLAYS, LISTENERS, TRACKS, WITHHELD),
        List.of(PLAYS, LISTENERS)),
    /** Which part of the plays each genre has, along the last hour. */
    WAVE(Rows.NAMED, List.of(LISTENERS, WITHHELD, UNCLASSIFIED), List.of(SHARE)),
    /** When people listen: in each hour of the week, by their own clocks, of the last 7 days. */
    HOURS(Rows.WEEK_HOURS, List.of(PLAYS, LISTENERS, WITHHELD), List.of(PLAYS, LISTENERS)),
    /** What people listen to at this moment. */
    LISTENING(Rows.NAMED, List.of(Figure.LISTENING, WITHHELD), List.of(LISTENERS)),
    /** All there is of one track, artist or genre; made while somebody looks at it. */
    PORTRAIT(
        Rows.PARTS,
        List.of(Figure.LISTENING, LISTENERS, NEEDED, WITHHELD),
        List.of(PLAYS, LISTENERS, RANK, AFFINITY));

    private final Rows rows;
    private final List<Figure> facts;
    private final List<Figure> columns;

    Family(Rows rows, List<Figure> facts, List<Figure> columns) {
      this.rows = rows;
      this.facts = facts;
      this.columns = columns;
    }

    /** What a row is about. */
    public Rows rows() {
      return rows;
    }

    /** The totals that are told. */
    public List<Figure> facts() {
      return facts;
    }

    /** The figures that are told of each row. */
    public List<Figure> columns() {
      return columns;
    }
  }

  /** What a row of a board is about. */
  public enum Rows {
    /** Something that has a name, by the ledger's number; ranked. */
    NAMED,
    /** A minute, by its number since the epoch; all of them, in the order of time. */
    MINUTES,
    /** An hour of the week, from 0, Monday at midnight; all of them, in their order. */
    WEEK_HOURS,
    /** A part of a portrait; see {@link Part}. */
    PARTS
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

  public static final Topic PULSE = new Topic(Family.PULSE, null, Window.H1);
  public static final Topic WAVE = new Topic(Family.WAVE, Kind.GENRES, Window.H1);

  public static final Topic HOURS = new Topic(Family.HOURS, null, Window.D7);

  private static final List<Topic> TRENDS =
      Arrays.stream(Kind.values())
          .flatMap(kind -> Arrays.stream(Window.values()).map(window -> new Topic(kind, window)))
          .toList();
  private static final List<Topic> RISING =
      Arrays.stream(Kind.values()).map(Topic::rising).toList();
  private static final List<Topic> LISTENING =
      Arrays.stream(Kind.values()).map(Topic::listening).toList();
  private static final List<Topic> RANKED =
      Stream.of(TRENDS, RISING).flatMap(List::stream).toList();
  private static final List<Topic> ALL =
      Stream.of(TRENDS, RISING, LISTENING, List.of(PULSE, WAVE, HOURS))
          .flatMap(List::stream)
          .toList();
  private static final Map<Topic, String> NAMES =
      ALL.stream().collect(Collectors.toUnmodifiableMap(topic -> topic, Topic::spelled));

  /** What is about many items. */
  public Topic(Family family, @Nullable Kind kind, Window window) {
    this(family, kind, window, 0);
  }

  /** The board of the most played of a window. */
  public Topic(Kind kind, Window window) {
    this(Family.TRENDS, kind, window);
  }

  /** The board of what rises. */
  public static Topic rising(Kind kind) {
    return new Topic(Family.RISING, kind, Window.H1);
  }

  /** The board of what people listen to at this moment. */
  public static Topic listening(Kind kind) {
    return new Topic(Family.LISTENING, kind, Window.M5);
  }

  /**
   * The portrait of one item.
   *
   * @param number the ledger's, from 1
   */
  public static Topic portrait(Kind kind, long number) {
    return new Topic(Family.PORTRAIT, kind, Window.D7, number);
  }

  /** The portrait of this name, such as {@code tracks.42}, as it stands between the processes. */
  public static Optional<Topic> portrait(String name) {
    int dot = name.indexOf('.');
    String number = name.substring(dot + 1);
    return dot < 0 || !number.matches("[1-9][0-9]{0,17}")
        ? Optional.empty()
        : Kind.of(name.substring(0, dot)).map(kind -> portrait(kind, Long.parseLong(number)));
  }

  /**
   * What is ranked.
   *
   * @throws IllegalStateException where rows are of time
   */
  @Override
  public Kind kind() {
    if (kind == null) {
      throw new IllegalStateException("the rows of " + name() + " are of time");
    }
    return kind;
  }

  /** Whether one may ask for the first few rows of it. */
  public boolean hasLimits() {
    return family == Family.TRENDS || family == Family.RISING || isOfTheMoment();
  }

  /** Whether it tells a state and not the plays of a window. */
  public boolean isOfTheMoment() {
    return family == Family.LISTENING;
  }

  /**
   * The name as it stands in keys, and in URLs and payloads too, where it is about many items;
   * outside one item goes by its public id.
   */
  public String name() {
    return family == Family.PORTRAIT ? spelled() : NAMES.getOrDefault(this, "");
  }

  private String spelled() {
    return switch (family) {
      case TRENDS -> "trends." + kind().word() + "." + window.label();
      case RISING -> "rising." + kind().word();
      case PULSE -> "pulse";
      case WAVE -> "wave";
      case HOURS -> "hours";
      case LISTENING -> "listening." + kind().word();
      case PORTRAIT -> kind().word() + "." + number;
    };
  }

  /** The topic of this name that is about many items. */
  public static Optional<Topic> of(String name) {
    return ALL.stream().filter(topic -> topic.name().equals(name)).findFirst();
  }

  /** Every topic that the jobs write all the time, in a fixed order. */
  public static List<Topic> all() {
    return ALL;
  }

  /** The boards of the most played, by kind and then by window. */
  public static List<Topic> trends() {
    return TRENDS;
  }

  /** The boards of the most played and of what rises. */
  public static List<Topic> ranked() {
    return RANKED;
  }

  @Override
  public String toString() {
    return name();
  }
}
