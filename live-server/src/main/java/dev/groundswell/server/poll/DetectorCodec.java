package dev.groundswell.server.poll;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import org.jspecify.annotations.Nullable;

/**
 * The text of {@link Known} in the ledger: {@code {"v":1,"known":{...}}}, times and durations in
 * milliseconds, absent values left out.
 *
 * <p>What this build does not understand is nothing known: the worst that follows is one play that
 * is concluded from its middle, and the list of plays has it too.
 */
public final class DetectorCodec {
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .enable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .serializationInclusion(JsonInclude.Include.NON_NULL)
          .build();

  private DetectorCodec() {}

  private record Versioned(int v, @Nullable Known known) {}

  public static String encode(Known known) {
    try {
      return JSON.writeValueAsString(new Versioned(VERSION, known));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("writing to memory failed", e);
    }
  }

  public static Known decode(String text) {
    try {
      Versioned read = JSON.readValue(text, Versioned.class);
      return read == null || read.v() != VERSION || read.known() == null
          ? Known.NOTHING
          : read.known();
    } catch (JsonProcessingException | RuntimeException e) {
      return Known.NOTHING;
    }
  }
}
