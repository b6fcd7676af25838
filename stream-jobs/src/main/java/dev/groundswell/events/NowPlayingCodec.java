package dev.groundswell.events;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a {@link NowPlaying}: one line of JSON, version 1.
 *
 * <p>Shape: {@code
 * {"v":1,"l":listener,"r":recording,"m":[artists],"g":genre,"o":observedAt,"e":expiresAt,"t":true}}.
 * Zeros and what there is none of are left out; unknown fields are skipped, so a version may grow.
 */
public final class NowPlayingCodec {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int VERSION = 1;

  private NowPlayingCodec() {}

  public static byte[] encode(NowPlaying now) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(128);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      json.writeNumberField("v", VERSION);
      json.writeNumberField("l", now.listener());
      if (now.recording() != 0) {
        json.writeNumberField("r", now.recording());
      }
      if (!now.artists().isEmpty()) {
        json.writeArrayFieldStart("m");
        for (long artist : now.artists()) {
          json.writeNumber(artist);
        }
        json.writeEndArray();
      }
      if (now.genre() != 0) {
        json.writeNumberField("g", now.genre());
      }
      json.writeNumberField("o", now.observedAt());
      json.writeNumberField("e", now.expiresAt());
      json.writeBooleanField("t", now.trends());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /**
   * Reads one entry.
   *
   * @throws MalformedEventException where the bytes are not such an entry of version 1
   */
  public static NowPlaying decode(byte[] bytes) {
    try (JsonParser json = JSON.createParser(bytes)) {
      return read(json);
    } catch (IOException e) {
      throw new MalformedEventException("not a now-playing entry: " + e.getMessage(), e);
    }
  }

  private static NowPlaying read(JsonParser json) throws IOException {
    if (json.nextToken() != JsonToken.START_OBJECT) {
      throw new MalformedEventException("expected an object, found " + json.currentToken());
    }
    int version = 0;
    boolean named = false;
    long listener = 0;
    long recording = 0;
    List<Long> artists = new ArrayList<>();
    long genre = 0;
    long observedAt = 0;
    long expiresAt = 0;
    boolean trends = false;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String field = json.currentName();
      json.nextToken();
      switch (field) {
        case "v" -> version = json.getIntValue();
        case "l" -> {
          listener = json.getLongValue();
          named = true;
        }
        case "r" -> recording = json.getLongValue();
        case "m" -> {
          while (json.nextToken() == JsonToken.VALUE_NUMBER_INT) {
            artists.add(json.getLongValue());
          }
        }
        case "g" -> genre = json.getLongValue();
        case "o" -> observedAt = json.getLongValue();
        case "e" -> expiresAt = json.getLongValue();
        case "t" -> trends = json.getBooleanValue();
        default -> json.skipChildren();
      }
    }
    if (version != VERSION) {
      throw new MalformedEventException(
          "a now-playing entry of version " + version + ", not " + VERSION);
    }
    if (!named || observedAt <= 0) {
      throw new MalformedEventException("a now-playing entry without listener or time");
    }
    return new NowPlaying(listener, recording, artists, genre, observedAt, expiresAt, trends);
  }
}
