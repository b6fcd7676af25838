package dev.groundswell.server.spotify;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.groundswell.server.ledger.PlayedTrack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of Spotify's answers. */
final class AnswerReader {
  /** As many plays as Spotify puts on a page. */
  static final int PAGE = 50;

  private static final long LONGEST_MS = Duration.ofHours(24).toMillis();
  private static final long LONGEST_LIFE_S = Duration.ofDays(1).toSeconds();
  private static final int MESSAGE = 200;
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(64)
                          .maxNumberLength(40)
                          .maxStringLength(BoundedHttp.BODY_LIMIT)
                          .build())
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private AnswerReader() {}

  /** A body that is not what was asked for; the message says what it is instead. */
  static final class MalformedAnswerException extends Exception {
    MalformedAnswerException(String message) {
      super(message, null, false, false);
    }
  }

  static Playback playback(byte[] body) throws MalformedAnswerException {
    JsonNode root = object(body);
    Playback.Type type = type(root);
    JsonNode item = Fields.at(root, "item");
    PlayedTrack track = null;
    if (type == Playback.Type.TRACK
        && TrackReader.read(item) instanceof TrackReader.Readable read) {
      track = read.track();
    }
    Long progress = Fields.number(root, "progress_ms", LONGEST_MS);
    return new Playback(
        type,
        track,
        progress == null ? null : Duration.ofMillis(progress),
        Boolean.TRUE.equals(Fields.flag(root, "is_playing")),
        Fields.millis(root, "timestamp"),
        Boolean.TRUE.equals(Fields.flag(Fields.at(root, "device"), "is_private_session")),
        type == Playback.Type.TRACK && track == null);
  }

  /** What is playing as the narrower endpoint tells it: its time is that of the answer. */
  static Playback currentlyPlaying(byte[] body) throws MalformedAnswerException {
    Playback told = playback(body);
    return new Playback(
        told.type(),
        told.track(),
        told.progress(),
        told.playing(),
        null,
        told.privateSession(),
        told.itemMissing());
  }

  private static Playback.Type type(JsonNode root) {
    String named = Fields.text(root, "currently_playing_type", 20);
    String item = Fields.text(Fields.at(root, "item"), "type", 20);
    String type = named == null || named.equals("unknown") ? item : named;
    if (type == null) {
      // Older servers say neither; then the shape of the item decides, and TRACK is its only name.
      return Playback.Type.TRACK;
    }
    return switch (type) {
      case "track" -> Playback.Type.TRACK;
      case "episode" -> Playback.Type.EPISODE;
      case "ad" -> Playback.Type.AD;
      default -> Playback.Type.OTHER;
    };
  }

  static PlayHistory history(byte[] body) throws MalformedAnswerException {
    JsonNode root = object(body);
    JsonNode nodes = Fields.at(root, "items");
    if (!nodes.isArray()) {
      throw new MalformedAnswerException("a page of plays without items");
    }
    List<PlayHistory.Item> items = new ArrayList<>(PAGE);
    Map<String, Integer> skipped = new HashMap<>();
    for (JsonNode node : nodes) {
      String odd = items.size() < PAGE ? readItem(node, items) : "too_many";
      if (odd != null) {
        skipped.merge(odd, 1, Integer::sum);
      }
    }
    Instant before = Fields.millis(Fields.at(root, "cursors"), "before");
    return new PlayHistory(items, nodes.size() >= PAGE, skipped, before);
  }

  /** Adds what the node says to {@code items}, or tells why not. */
  private static @Nullable String readItem(JsonNode node, List<PlayHistory.Item> items) {
    JsonNode track = Fields.at(node, "track");
    TrackReader.Item read = TrackReader.read(track.isObject() ? track : Fields.at(node, "item"));
    if (read instanceof TrackReader.Odd odd) {
      return odd.reason();
    }
    Instant playedAt = Fields.instant(node, "played_at");
    if (playedAt == null) {
      return "no_time";
    }
    items.add(new PlayHistory.Item(((TrackReader.Readable) read).track(), playedAt));
    return null;
  }

  static Profile profile(byte[] body) throws MalformedAnswerException {
    JsonNode root = object(body);
    String account = Fields.text(root, "account_id", 128);
    String subject = account == null ? Fields.text(root, "id", 128) : account;
    if (subject == null) {
      throw new MalformedAnswerException("a profile without an id");
    }
    return new Profile(subject, Fields.text(root, "display_name", 200), TrackReader.image(root));
  }

  static TokenReply tokens(byte[] body) throws MalformedAnswerException {
    JsonNode root = object(body);
    String accessToken = Fields.token(root, "access_token");
    if (accessToken == null) {
      throw new MalformedAnswerException("no access_token");
    }
    Long seconds = Fields.number(root, "expires_in", Long.MAX_VALUE);
    return new TokenReply(
        accessToken,
        seconds == null || seconds == 0
            ? null
            : Duration.ofSeconds(Math.min(seconds, LONGEST_LIFE_S)),
        Fields.token(root, "refresh_token"),
        Fields.text(root, "scope", 1_000));
  }

  /** What the accounts service calls an error, empty where it has no word for it. */
  static String oauthError(byte[] body) {
    try {
      String error = Fields.text(object(body), "error", 60);
      return error == null ? "" : error;
    } catch (MalformedAnswerException e) {
      return "";
    }
  }

  /** The message of an error's body, empty where there is none; some come as bare text. */
  static String message(byte[] body) {
    String message = Fields.text(error(body), "message", MESSAGE);
    return message == null ? bareText(body) : message;
  }

  private static String bareText(byte[] body) {
    String text = new String(body, 0, Math.min(body.length, MESSAGE), StandardCharsets.UTF_8);
    return text.startsWith("<") || text.startsWith("{") ? "" : text.replaceAll("\\p{C}", " ");
  }

  /** The reason of an error's body, such as QUOTA_EXCEEDED. */
  static @Nullable String reason(byte[] body) {
    return Fields.text(error(body), "reason", 60);
  }

  private static JsonNode error(byte[] body) {
    try {
      return Fields.at(object(body), "error");
    } catch (MalformedAnswerException e) {
      return JSON.missingNode();
    }
  }

  private static JsonNode object(byte[] body) throws MalformedAnswerException {
    try {
      JsonNode root = JSON.readTree(body);
      if (root != null && root.isObject()) {
        return root;
      }
      throw new MalformedAnswerException("expected an object");
    } catch (JsonProcessingException e) {
      throw new MalformedAnswerException(
          "no JSON at byte " + (e.getLocation() == null ? 0 : e.getLocation().getByteOffset()));
    } catch (IOException e) {
      throw new MalformedAnswerException("not readable");
    }
  }
}
