package dev.groundswell.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
  record Sample(Instant playedAt, Long msPlayed, Boolean trends) {}

  @Test
  void namesAreSnakeCaseAndInstantsRfc3339AndNullsAbsent() {
    var sample = new Sample(Instant.parse("2026-11-22T06:43:41Z"), 5L, null);

    assertThat(Json.encode(sample).toString())
        .isEqualTo("{\"played_at\":\"2026-11-22T06:43:41Z\",\"ms_played\":5}");
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          {"trends":"yes"}     ; trends
          {"trends":1}         ; trends
          {"ms_played":"5"}    ; ms_played
          {"played_at":"now"}  ; played_at
          {"other":1}          ; other
          {"trends":true} x    ; body
          {"trends":           ; body
          []                   ; body
          null                 ; body
          ''                   ; body
          """)
  void aBodyThatDoesNotFitNamesTheField(String body, String field) {
    var problem =
        catchThrowableOfType(
                ProblemException.class, () -> Json.decode(Buffer.buffer(body), Sample.class))
            .problem();

    assertThat(problem.status()).isEqualTo(400);
    assertThat(problem.field()).isEqualTo(field);
  }
}
