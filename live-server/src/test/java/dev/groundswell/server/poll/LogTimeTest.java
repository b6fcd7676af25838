package dev.groundswell.server.poll;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTimeTest {
  @ParameterizedTest
  @CsvSource({
    "2026-11-23T03:41:20.732513794Z, 04:41:20",
    "2026-11-23T22:59:59Z, 23:59:59",
    "2026-11-23T23:00:00Z, 24 Nov 00:00:00"
  })
  void anotherDayIsNamed(String instant, String said) {
    Instant now = Instant.parse("2026-11-23T03:00:00Z");
    assertThat(LogTime.of(Instant.parse(instant), now, ZoneId.of("Europe/Berlin"))).isEqualTo(said);
  }
}
