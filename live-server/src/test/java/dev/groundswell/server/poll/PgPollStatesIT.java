package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Watch.t;
import static dev.groundswell.server.poll.Watch.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.testing.PostgresFixture;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPollStatesIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();
  private PgPollStates states;

  @BeforeEach
  void start() {
    states = new PgPollStates(postgres.pool());
  }

  private long listener(long key) {
    return postgres.number(
        "insert into listener (key, shard, created_at) values ($1, $2, $3) returning id",
        key,
        (short) (key % 16),
        t(0).atOffset(ZoneOffset.UTC));
  }

  @Test
  void whatWasSavedIsLoaded() {
    long one = listener(1);
    long two = listener(2);
    Watch watch = new Watch();
    watch.idle(-10).playing(2, track("a", 180), 2).playing(32, track("a", 180), 32);
    PollState playing = new PollState(one, watch.known, t(62), t(900));
    PollState silent = new PollState(two, Known.NOTHING, t(300), t(901));
    states.save(List.of(playing, silent)).blockingAwait();
    assertThat(states.load(List.of(one, two, 77L)).blockingGet())
        .hasSize(2)
        .containsEntry(one, playing)
        .containsEntry(two, silent);
    PollState later = new PollState(one, Known.NOTHING, t(92), t(900));
    states.save(List.of(later)).blockingAwait();
    assertThat(states.load(List.of(one)).blockingGet()).containsEntry(one, later);
  }

  @Test
  void aListenerWhoIsGoneDoesNotKeepOthersFromBeingSaved() {
    long one = listener(1);
    states
        .save(
            List.of(
                new PollState(one, Known.NOTHING, t(1), t(2)),
                new PollState(one + 1000, Known.NOTHING, t(1), t(2))))
        .blockingAwait();
    assertThat(postgres.number("select count(*) from poll_state")).isEqualTo(1);
  }

  @Test
  void manyAreSavedInOneStatement() {
    postgres.query(
        "insert into listener (key, shard, created_at)"
            + " select n, n % 16, now() from generate_series(1, 500) n");
    List<Long> ids =
        postgres.query("select id from listener").stream().map(row -> row.getLong(0)).toList();
    states
        .save(ids.stream().map(id -> new PollState(id, Known.NOTHING, t(1), t(2))).toList())
        .blockingAwait();
    assertThat(states.load(ids).blockingGet()).hasSize(500);
  }

  @Test
  void aStateOfAnUnknownVersionIsNothingKnown() {
    long one = listener(1);
    states.save(List.of(new PollState(one, Known.NOTHING, t(1), t(2)))).blockingAwait();
    postgres.query("update poll_state set known = '{\"v\":99,\"known\":{}}'");
    assertThat(states.load(List.of(one)).blockingGet().get(one).known()).isEqualTo(Known.NOTHING);
  }

  @Test
  void aBreakerIsNeverShortened() {
    states.keep(new Breaker(EndpointClass.PLAYBACK, t(500), "QUOTA_EXCEEDED")).blockingAwait();
    states.keep(new Breaker(EndpointClass.PLAYBACK, t(100), "RATE_LIMITED")).blockingAwait();
    assertThat(states.breakers().blockingGet())
        .containsExactly(new Breaker(EndpointClass.PLAYBACK, t(500), "QUOTA_EXCEEDED"));
  }

  @Test
  void aGapIsNoted() {
    long one = listener(1);
    states
        .note(one, new Outcome.Gap(t(1), t(2), Outcome.Gap.Reason.NOT_WATCHED), t(3))
        .blockingAwait();
    states
        .note(one + 1000, new Outcome.Gap(t(1), t(2), Outcome.Gap.Reason.NOT_WATCHED), t(3))
        .blockingAwait();
    assertThat(postgres.number("select count(*) from gap")).isEqualTo(1);
  }

  @Test
  void recordingsAreKnownByTheirNames() {
    PgRecordings recordings = new PgRecordings(postgres.pool());
    assertThat(recordings.numberOf(track("a", 180)).blockingGet()).isNull();
    long number =
        postgres.number(
            "insert into recording (public_id, title, updated_at) values ('p', 'A', now())"
                + " returning id");
    postgres.query("insert into recording_name values ('spotify', 'a', $1)", number);
    assertThat(recordings.numberOf(track("a", 180)).blockingGet()).isEqualTo(number);
    postgres.query("delete from recording_name");
    assertThat(recordings.numberOf(track("a", 180)).blockingGet()).isEqualTo(number);
  }
}
