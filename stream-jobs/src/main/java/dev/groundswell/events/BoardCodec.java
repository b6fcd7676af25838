package dev.groundswell.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.Topic.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link Board}, a {@link FeedEntry} and a {@link SampledPlay}: one line of JSON,
 * version 1.
 *
 * <p>A board: {@code {"v":1,"topic":name,"fence":f,"n":n,HEAD,"items":[ROW]}}; a keyframe {@code
 * {"v":1,HEAD,"items":[ROW]}}; a delta {@code
 * {"v":1,"base":id,HEAD,"order":[item],"set":[ROW],"del":[item]}}, {@code order} left out where it
 * is as before. HEAD is {@code "t":asOf,"f":from}, the totals that are told, each by its {@link
 * Figure#key}, {@code "x":true} where listeners are estimated, and {@code "k":kind} where another
 * kind is ranked than the topic says. ROW is as {@link RowCodec} has it. Unknown fields are
 * skipped.
 */
public final class BoardCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int VERSION = 1;
  private static final Figure[] FIGURES = Figure.values();
  private static final Map<String, Figure> BY_KEY =
      Arrays.stream(FIGURES).collect(Collectors.toUnmodifiableMap(Figure::key, figure -> figure));

  private BoardCodec() {}

  /** Something that writes JSON and may fail as streams do. */
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  public static byte[] encode(Board board) {
    return write(
        json -> {
          json.writeStringField("topic", board.topic().name());
          json.writeNumberField("fence", board.fence());
          json.writeNumberField("n", board.n());
          writeHead(json, board.head());
          RowCodec.write(json, "items", board.items());
        });
  }

  public static byte[] encode(FeedEntry entry) {
    return write(
        json -> {
          if (entry instanceof Delta delta) {
            json.writeStringField("base", delta.base());
            writeHead(json, delta.head());
            if (delta.order() != null) {
              writeNumbers(json, "order", delta.order());
            }
            RowCodec.write(json, "set", delta.set());
            writeNumbers(json, "del", delta.del());
          } else if (entry instanceof Keyframe keyframe) {
            writeHead(json, keyframe.head());
            RowCodec.write(json, "items", keyframe.items());
          }
        });
  }

  public static byte[] encode(SampledPlay play) {
    return write(
        json -> {
          json.writeNumberField("r", play.recording());
          json.writeNumberField("c", play.countedAt());
        });
  }

  /**
   * Reads a board.
   *
   * @throws MalformedEventException where the bytes are not a board of version 1
   */
  public static Board decodeBoard(byte[] bytes) {
    Fields fields = read(bytes);
    String name = fields.topic == null ? "" : fields.topic;
    Topic topic =
        Topic.of(name)
            .orElseThrow(() -> new MalformedEventException("a board of no known topic: " + name));
    return new Board(
        topic, fields.fence, fields.n, fields.head(), fields.required("items", fields.items));
  }

  /**
   * Reads an entry of a feed log.
   *
   * @throws MalformedEventException where the bytes are not an entry of version 1
   */
  public static FeedEntry decodeEntry(byte[] bytes) {
    Fields fields = read(bytes);
    if (fields.base == null) {
      return new Keyframe(fields.head(), fields.required("items", fields.items));
    }
    return new Delta(
        fields.head(),
        fields.base,
        fields.order,
        fields.required("set", fields.set),
        fields.required("del", fields.del));
  }

  /**
   * Reads a sampled play.
   *
   * @throws MalformedEventException where the bytes are not a sampled play of version 1
   */
  public static SampledPlay decodeSampledPlay(byte[] bytes) {
    Fields fields = read(bytes);
    return new SampledPlay(fields.recording, fields.countedAt);
  }

  private static byte[] write(Writing body) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      body.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  private static void writeHead(JsonGenerator json, Head head) throws IOException {
    json.writeNumberField("t", head.asOf());
    json.writeNumberField("f", head.from());
    for (Figure figure : FIGURES) {
      if (head.totals().has(figure)) {
        json.writeNumberField(figure.key(), head.totals().get(figure));
      }
    }
    if (head.approximate()) {
      json.writeBooleanField("x", true);
    }
    Kind shows = head.shows();
    if (shows != null) {
      json.writeStringField("k", shows.word());
    }
  }

  private static void writeNumbers(JsonGenerator json, String field, List<Long> numbers)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (long number : numbers) {
      json.writeNumber(number);
    }
    json.writeEndArray();
  }

  private static Fields read(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedEventException("expected an object");
      }
      Fields fields = new Fields();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        fields.read(field, json);
      }
      if (fields.version != VERSION) {
        throw new MalformedEventException("version " + fields.version + ", not " + VERSION);
      }
      return fields;
    } catch (IOException e) {
      throw new MalformedEventException("not a board or feed entry: " + e.getMessage(), e);
    }
  }

  /** Every field that any of the shapes has, as found. */
  private static final class Fields {
    private int version;
    private @Nullable String topic;
    private @Nullable String base;
    private long fence;
    private long n;
    private long asOf;
    private long from;
    private Figures totals = Figures.NONE;
    private boolean approximate;
    private @Nullable Kind shows;
    private long recording;
    private long countedAt;
    private @Nullable List<BoardItem> items;
    private @Nullable List<BoardItem> set;
    private @Nullable List<Long> order;
    private @Nullable List<Long> del;

    void read(String field, JsonParser json) throws IOException {
      switch (field) {
        case "v" -> version = json.getIntValue();
        case "topic" -> topic = json.getText();
        case "base" -> base = json.getText();
        case "fence" -> fence = json.getLongValue();
        case "n" -> n = json.getLongValue();
        case "t" -> asOf = json.getLongValue();
        case "f" -> from = json.getLongValue();
        case "x" -> approximate = json.getBooleanValue();
        case "k" -> shows = Kind.of(json.getText()).orElse(null);
        case "r" -> recording = json.getLongValue();
        case "c" -> countedAt = json.getLongValue();
        case "items" -> items = RowCodec.read(json);
        case "set" -> set = RowCodec.read(json);
        case "order" -> order = readNumbers(json);
        case "del" -> del = readNumbers(json);
        default -> readOther(field, json);
      }
    }

    Head head() {
      return new Head(asOf, from, totals, approximate, shows);
    }

    private void readOther(String field, JsonParser json) throws IOException {
      Figure figure = BY_KEY.get(field);
      if (figure == null) {
        json.skipChildren();
      } else {
        totals = totals.with(figure, json.getLongValue());
      }
    }

    <T> List<T> required(String field, @Nullable List<T> list) {
      if (list == null) {
        throw new MalformedEventException("the field " + field + " is missing");
      }
      return list;
    }

    private static List<Long> readNumbers(JsonParser json) throws IOException {
      List<Long> numbers = new ArrayList<>();
      while (json.nextToken() != JsonToken.END_ARRAY) {
        numbers.add(json.getLongValue());
      }
      return numbers;
    }
  }
}
