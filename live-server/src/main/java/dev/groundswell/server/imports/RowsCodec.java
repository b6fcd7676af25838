package dev.groundswell.server.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.groundswell.server.imports.Tally.PassedOver;
import dev.groundswell.server.imports.Tally.ReadFile;
import dev.groundswell.server.imports.Tally.RowError;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** How rows, counts and errors lie in PostgreSQL: as JSON text, in which NUL is escaped. */
final class RowsCodec {
  private static final ObjectMapper MAPPER = JsonMapper.builder().build();

  private RowsCodec() {}

  static String encode(Object rows) {
    try {
      return MAPPER.writeValueAsString(rows);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<ImportedRow> rows(String text) {
    return decode(text, new TypeReference<>() {});
  }

  static Map<String, Integer> counts(String text) {
    return decode(text, new TypeReference<>() {});
  }

  static List<RowError> errors(String text) {
    return decode(text, new TypeReference<>() {});
  }

  static List<ReadFile> files(String text) {
    return decode(text, new TypeReference<>() {});
  }

  static PassedOver passedOver(String text) {
    return decode(text, new TypeReference<>() {});
  }

  private static <T> T decode(String text, TypeReference<T> type) {
    try {
      return MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
