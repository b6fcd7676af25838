package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;

/** How the data of an event is written: an object in one line. */
final class JsonLine {
  private static final JsonFactory JSON = new JsonFactory();
  private static final int VERSION = 1;

  private JsonLine() {}

  /** Something that writes fields and may fail as streams do. */
  interface Fields {
    void to(JsonGenerator json) throws IOException;
  }

  /** The data of an event that has a version. */
  static byte[] versioned(Fields fields) {
    return of(
        json -> {
          json.writeNumberField("v", VERSION);
          fields.to(json);
        });
  }

  static byte[] of(Fields fields) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      fields.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }

  /** An instant as the outward contract has it. */
  static String instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  static void writeIfTrue(JsonGenerator json, String field, boolean value) throws IOException {
    if (value) {
      json.writeBooleanField(field, true);
    }
  }
}
