package dev.groundswell.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.groundswell.events.PlayChange.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a {@link PlayChange}: one line of JSON, version 1.
 *
 * <p>The same bytes lie in the ledger's {@code change} table and in the Redis streams. Shape:
 * {@code
 * {"v":1,"s":shard,"q":seq,"k":"play","t":committedAt,"l":listener,"p":play,"r":rev,"b":state,"a":state}}
 * with a state {@code {"r":recording,"m":[artists],"d":album,"g":genre,"p":playedAt,"c":countedAt,
 * "h":msPlayed,"s":"spotify","w":weekHour,"t":true}}. Absent states and zero numbers are left out;
 * unknown fields are skipped, so a version may grow.
 */
public final class ChangeCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int VERSION = 1;

  private ChangeCodec() {}

  public static byte[] encode(PlayChange change) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(256);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeNumberField("s", change.shard());
      json.writeNumberField("q", change.seq());
      json.writeStringField("k", nameOf(change.kind()));
      json.writeNumberField("t", change.committedAt());
      writeUnlessZero(json, "l", change.listener());
      writeUnlessZero(json, "p", change.play());
      writeUnlessZero(json, "r", change.rev());
      writeState(json, "b", change.before());
      writeState(json, "a", change.after());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads one change.
   *
   * @throws MalformedEventException where the bytes are not a change of version 1
   */
  public static PlayChange decode(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      return readChange(json);
    } catch (IOException e) {
      throw new MalformedEventException("not a change: " + e.getMessage(), e);
    }
  }

  private static void writeUnlessZero(JsonGenerator json, String field, long value)
      throws IOException {
    if (value != 0) {
      json.writeNumberField(field, value);
    }
  }

  private static void writeState(JsonGenerator json, String field, @Nullable PlayState state)
      throws IOException {
    if (state == null) {
      return;
    }
    json.writeObjectFieldStart(field);
    json.writeNumberField("r", state.recording());
    json.writeArrayFieldStart("m");
    for (long artist : state.artists()) {
      json.writeNumber(artist);
    }
    json.writeEndArray();
    writeUnlessZero(json, "d", state.album());
    writeUnlessZero(json, "g", state.genre());
    json.writeNumberField("p", state.playedAt());
    writeUnlessZero(json, "c", state.countedAt());
    json.writeNumberField("h", state.msPlayed());
    json.writeStringField("s", state.source().label());
    writeUnlessZero(json, "w", state.weekHour());
    json.writeBooleanField("t", state.trends());
    json.writeEndObject();
  }

  private static PlayChange readChange(JsonParser json) throws IOException {
    expect(json.nextToken(), JsonToken.START_OBJECT);
    int version = 0;
    int shard = -1;
    long seq = 0;
    @Nullable Kind kind = null;
    long committedAt = 0;
    long listener = 0;
    long play = 0;
    int rev = 0;
    @Nullable PlayState before = null;
    @Nullable PlayState after = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "v" -> version = json.getIntValue();
        case "s" -> shard = json.getIntValue();
        case "q" -> seq = json.getLongValue();
        case "k" -> kind = kindOf(json.getText());
        case "t" -> committedAt = json.getLongValue();
        case "l" -> listener = json.getLongValue();
        case "p" -> play = json.getLongValue();
        case "r" -> rev = json.getIntValue();
        case "b" -> before = readState(json);
        case "a" -> after = readState(json);
        default -> json.skipChildren();
      }
    }
    if (version != VERSION) {
      throw new MalformedEventException("a change of version " + version + ", not " + VERSION);
    }
    if (shard < 0 || shard >= PlayChange.SHARDS || seq <= 0 || kind == null) {
      throw new MalformedEventException("a change without shard, number or kind");
    }
    return new PlayChange(shard, seq, kind, committedAt, listener, play, rev, before, after);
  }

  private static PlayState readState(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_OBJECT);
    long recording = 0;
    List<Long> artists = List.of();
    long album = 0;
    long genre = 0;
    long playedAt = 0;
    long countedAt = 0;
    long msPlayed = 0;
    Source source = Source.SPOTIFY;
    int weekHour = 0;
    boolean trends = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "r" -> recording = json.getLongValue();
        case "m" -> artists = readNumbers(json);
        case "d" -> album = json.getLongValue();
        case "g" -> genre = json.getLongValue();
        case "p" -> playedAt = json.getLongValue();
        case "c" -> countedAt = json.getLongValue();
        case "h" -> msPlayed = json.getLongValue();
        case "s" -> source = sourceOf(json.getText());
        case "w" -> weekHour = json.getIntValue();
        case "t" -> trends = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    return new PlayState(
        recording, artists, album, genre, playedAt, countedAt, msPlayed, source, weekHour, trends);
  }

  private static List<Long> readNumbers(JsonParser json) throws IOException {
    expect(json.currentToken(), JsonToken.START_ARRAY);
    List<Long> numbers = new ArrayList<>(2);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      numbers.add(json.getLongValue());
    }
    return numbers;
  }

  private static String nameOf(Kind kind) {
    return switch (kind) {
      case PLAY -> "play";
      case ERASE -> "erase";
      case VOID -> "void";
    };
  }

  private static Kind kindOf(String name) {
    return switch (name) {
      case "play" -> Kind.PLAY;
      case "erase" -> Kind.ERASE;
      case "void" -> Kind.VOID;
      default -> throw new MalformedEventException("a change of the unknown kind " + name);
    };
  }

  private static Source sourceOf(String label) {
    return Source.of(label)
        .orElseThrow(() -> new MalformedEventException("a play from the unknown source " + label));
  }

  private static void expect(@Nullable JsonToken token, JsonToken wanted) {
    if (token != wanted) {
      throw new MalformedEventException("expected " + wanted + ", found " + token);
    }
  }
}
