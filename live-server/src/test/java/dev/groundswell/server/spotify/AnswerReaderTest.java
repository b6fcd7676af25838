package dev.groundswell.server.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.spotify.AnswerReader.MalformedAnswerException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole answers in which one field after the other is anything but what it should be. */
class AnswerReaderTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final String TRACK =
      """
      {"id":"4uLU6hMCjMI75M1A2tKUQC","uri":"spotify:track:4uLU6hMCjMI75M1A2tKUQC","type":"track",
       "name":"Song","duration_ms":213000,"explicit":false,"is_local":false,
       "artists":[{"id":"a1","name":"One","genres":["dub"],"images":[{"url":"https://i.example/a"}],
         "external_urls":{"spotify":"https://open.example/artist/a1"}}],
       "album":{"id":"b1","name":"Album","release_date":"1987-11-16",
         "images":[{"url":"https://i.example/x","width":640}],
         "external_urls":{"spotify":"https://open.example/album/b1"}},
       "external_ids":{"isrc":"GBARL9300135"},
       "external_urls":{"spotify":"https://open.example/track/4"}}
      """;

  private static final String PLAYBACK =
      """
      {"device":{"is_private_session":false},"timestamp":1795328621018,"progress_ms":4200,
       "is_playing":true,"currently_playing_type":"track","context":null,"item":%s}
      """
          .formatted(TRACK);

  private static final String HISTORY =
      """
      {"items":[{"track":%s,"played_at":"2026-11-22T06:00:00.123Z","context":null},
        {"track":{"id":"other","name":"Other"},"played_at":"2026-11-22T05:00:00Z"}],
       "next":null,"cursors":{"after":"1795328621018","before":"1795328621018"},"limit":50}
      """
          .formatted(TRACK);

  /** What may stand in the place of any field. */
  private static final List<String> WRONG =
      List.of(
          "null",
          "true",
          "7",
          "-1",
          "0",
          "1e300",
          "-99999999999999999999999",
          "0.5",
          "\"\"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"x\"",
          "\"" + "y".repeat(100_000) + "\"",
          "[]",
          "{}",
          "[null]",
          "[[[]]]",
          "{\"id\":{\"id\":[]}}");

  static Stream<String> spoiltPlaybacks() throws Exception {
    return spoilt(PLAYBACK).stream();
  }

  static Stream<String> spoiltHistories() throws Exception {
    return spoilt(HISTORY).stream();
  }

  @Test
  void everyFieldHasBeenSpoiltInEveryWay() throws Exception {
    assertThat(spoilt(PLAYBACK)).hasSizeGreaterThan(30 * WRONG.size());
  }

  @ParameterizedTest
  @MethodSource("spoiltPlaybacks")
  void aSpoiltFieldOfWhatIsPlayingCostsNoMoreThanItself(String body) throws Exception {
    Playback playback = AnswerReader.playback(bytes(body));
    assertThat(playback.itemMissing())
        .isEqualTo(playback.type() == Playback.Type.TRACK && playback.track() == null);
    if (playback.track() != null) {
      assertSound(playback.track());
    }
  }

  @ParameterizedTest
  @MethodSource("spoiltHistories")
  void aSpoiltPlayCostsTheOthersNothing(String body) throws Exception {
    if (!JSON.readTree(body).path("items").isArray()) {
      assertThatThrownBy(() -> AnswerReader.history(bytes(body)))
          .isInstanceOf(MalformedAnswerException.class);
      return;
    }
    PlayHistory history = AnswerReader.history(bytes(body));
    int entries = JSON.readTree(body).path("items").size();
    int skipped = history.skipped().values().stream().mapToInt(Integer::intValue).sum();
    assertThat(history.items().size() + skipped).isEqualTo(entries);
    // Only one of the two plays is spoilt at a time.
    assertThat(skipped).isLessThanOrEqualTo(1);
    history.items().forEach(item -> assertSound(item.track()));
  }

  @Test
  void aTokenIsNeverCutAndNeverMoreThanAHeaderCanCarry() throws Exception {
    for (String token : List.of("", "a b", "a\\nb", "\\u00e4", "x".repeat(9000))) {
      assertThatThrownBy(() -> AnswerReader.tokens(bytes("{\"access_token\":\"" + token + "\"}")))
          .isInstanceOf(MalformedAnswerException.class);
    }
    for (String seconds : List.of("null", "\"soon\"", "-5", "0", "[]", "0.4")) {
      assertThat(tokens("{\"access_token\":\"t\",\"expires_in\":" + seconds + "}").expiresIn())
          .isNull();
    }
    TokenReply odd =
        tokens("{\"access_token\":\"t\",\"expires_in\":1e17,\"refresh_token\":7,\"scope\":{}}");
    assertThat(odd.expiresIn()).isEqualTo(Duration.ofDays(1));
    assertThat(odd.refreshToken()).isNull();
    assertThat(odd.scope()).isNull();
  }

  private static TokenReply tokens(String body) throws MalformedAnswerException {
    return AnswerReader.tokens(bytes(body));
  }

  private static void assertSound(PlayedTrack track) {
    assertThat(track.title()).isNotBlank().hasSizeLessThanOrEqualTo(500).doesNotContain("\0");
    assertThat(track.spotifyId() == null ? track.uri() : track.spotifyId()).isNotBlank();
    assertThat(track.artists())
        .allSatisfy(artist -> assertThat(artist.name()).isNotBlank().hasSizeLessThan(301));
    if (track.duration() != null) {
      assertThat(track.duration()).isPositive();
    }
  }

  /** The answer with each of its values, one at a time, replaced by each wrong one. */
  private static List<String> spoilt(String body) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String wrong : WRONG) {
      JsonNode whole = JSON.readTree(body);
      spoil(whole, whole, wrong, answers);
    }
    return answers;
  }

  private static void spoil(JsonNode whole, JsonNode node, String wrong, List<String> answers)
      throws Exception {
    RawValue spoilt = new RawValue(wrong);
    if (node instanceof ObjectNode object) {
      for (String field : names(object)) {
        JsonNode right = object.get(field);
        object.putRawValue(field, spoilt);
        answers.add(JSON.writeValueAsString(whole));
        object.set(field, right);
        spoil(whole, right, wrong, answers);
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode right = array.get(i);
        array.remove(i);
        array.insertRawValue(i, spoilt);
        answers.add(JSON.writeValueAsString(whole));
        array.set(i, right);
        spoil(whole, right, wrong, answers);
      }
    }
  }

  private static List<String> names(ObjectNode object) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
