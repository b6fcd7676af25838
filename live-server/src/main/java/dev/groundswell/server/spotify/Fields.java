package dev.groundswell.server.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads single fields that may be missing, null, of another type, huge or hostile. */
final class Fields {
  private static final int URL_LENGTH = 2048;
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,64}");
  private static final Pattern TOKEN = Pattern.compile("[\\x21-\\x7e]{1,8192}");
  private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

  private Fields() {}

  /** The node of a field; a missing node where there is none, never null. */
  static JsonNode at(JsonNode node, String field) {
    JsonNode value = node.get(field);
    return value == null ? MissingNode.getInstance() : value;
  }

  /** A text of at most {@code length} characters, cut where longer; null where there is none. */
  static @Nullable String text(JsonNode node, String field, int length) {
    return text(at(node, field), length);
  }

  /** The first text of a list, cut where longer; null where there is none. */
  static @Nullable String firstText(JsonNode node, String field, int length) {
    return text(at(node, field).path(0), length);
  }

  private static @Nullable String text(JsonNode value, int length) {
    if (!value.isTextual()) {
      return null;
    }
    // PostgreSQL takes no NUL in a text.
    String text = value.textValue().replace("\0", "").strip();
    if (text.length() > length) {
      boolean splitsPair = Character.isHighSurrogate(text.charAt(length - 1));
      text = text.substring(0, splitsPair ? length - 1 : length).strip();
    }
    return text.isEmpty() ? null : text;
  }

  /** A secret as a header can carry it; null where it is anything else. It is never cut. */
  static @Nullable String token(JsonNode node, String field) {
    String text = at(node, field).textValue();
    return text != null && TOKEN.matcher(text).matches() ? text : null;
  }

  /** An id of Spotify's: letters and digits; null where it is anything else. */
  static @Nullable String id(JsonNode node, String field) {
    String text = at(node, field).textValue();
    return text != null && ID.matcher(text).matches() ? text : null;
  }

  /** An address that a browser may be given; null where it is anything but http or https. */
  static @Nullable String url(JsonNode node, String field) {
    String text = at(node, field).textValue();
    if (text == null || text.length() > URL_LENGTH) {
      return null;
    }
    try {
      URI uri = new URI(text);
      boolean web =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      return web && uri.getHost() != null && uri.getUserInfo() == null ? text : null;
    } catch (URISyntaxException e) {
      return null;
    }
  }

  /** A whole number from 0 to {@code most}; null where it is anything else. */
  static @Nullable Long number(JsonNode node, String field, long most) {
    JsonNode value = at(node, field);
    if (!value.isNumber() || !value.canConvertToLong()) {
      return null;
    }
    long number = value.longValue();
    return number < 0 || number > most ? null : number;
  }

  static @Nullable Boolean flag(JsonNode node, String field) {
    JsonNode value = at(node, field);
    return value.isBoolean() ? value.booleanValue() : null;
  }

  /** An instant from epoch milliseconds, as a number or as digits in a text. */
  static @Nullable Instant millis(JsonNode node, String field) {
    JsonNode value = at(node, field);
    try {
      if (value.isTextual()) {
        return sane(Instant.ofEpochMilli(Long.parseLong(value.textValue())));
      }
      return value.isNumber() && value.canConvertToLong()
          ? sane(Instant.ofEpochMilli(value.longValue()))
          : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  /** An instant from its RFC 3339 text. */
  static @Nullable Instant instant(JsonNode node, String field) {
    String text = at(node, field).textValue();
    if (text == null || text.length() > 40) {
      return null;
    }
    try {
      return sane(Instant.parse(text));
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static @Nullable Instant sane(Instant instant) {
    return instant.isBefore(EARLIEST) || instant.isAfter(LATEST) ? null : instant;
  }
}
