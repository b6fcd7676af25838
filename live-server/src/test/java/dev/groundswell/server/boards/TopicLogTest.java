package dev.groundswell.server.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Window;
import dev.groundswell.server.boards.BoardWriting.Written;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TopicLogTest {
  private final TopicLog log = new TopicLog("test");
  private final BoardWriting jobs = new BoardWriting(1, Window.M5);

  @Test
  void entriesAmountToWhatTheJobsHad() {
    for (int i = 0; i < 200; i++) {
      Written written = jobs.write();
      assertThat(take(written)).isEqualTo(jobs.state());
    }
    assertThat(log.isBroken()).isFalse();
  }

  @Test
  void afterAHoleNothingIsBelievedBeforeTheNextKeyframe() {
    List<Written> written = jobs.write(70);
    written.subList(0, 10).forEach(this::take);
    for (Written after : written.subList(11, 64)) {
      assertThat(take(after)).isNull();
      assertThat(log.isBroken()).isTrue();
    }
    assertThat(take(written.get(64))).isNotNull();
    assertThat(log.isBroken()).isFalse();
  }

  @Test
  void bytesThatAreNoEntryAreAHole() {
    take(jobs.write());
    RedisEntry odd = new RedisEntry(new LogId(1, 1), "{\"v\":7}".getBytes(StandardCharsets.UTF_8));
    assertThat(log.take(odd)).isEmpty();
    assertThat(log.isBroken()).isTrue();
  }

  @Test
  void idsAreReadStrictlyAndOrderedByNumber() {
    assertThat(LogId.of("12-3")).contains(new LogId(12, 3));
    assertThat(LogId.of("12")).isEmpty();
    assertThat(LogId.of("-1-3")).isEmpty();
    assertThat(LogId.of("99999999999999999999-0")).isEmpty();
    assertThat(new LogId(9, 10)).isGreaterThan(new LogId(9, 9));
    assertThat(new LogId(10, 0)).isGreaterThan(new LogId(9, 9));
  }

  private Object take(Written written) {
    return log.take(new RedisEntry(written.id(), written.body()))
        .map(BoardVersion::state)
        .orElse(null);
  }
}
