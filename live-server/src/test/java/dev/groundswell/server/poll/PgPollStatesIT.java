package dev.groundswell.server.poll;

import static dev.groundswell.server.poll.Watch.t;
import static dev.groundswell.server.poll.Watch.track;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.testing.PostgresFixture;
import java.time.Clock;
import java.time.Duration;
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
    states = new PgPollStates(postgres.pool(), "here");
    postgres.query("update poll_lease set holder = 'here'");
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
  void aServerThatHasLostItsLeaseSavesNothing() {
    long one = listener(1);
    long two = listener(2);
    states.save(List.of(new PollState(one, Known.NOTHING, t(1), t(2)))).blockingAwait();
    postgres.query("update poll_lease set holder = 'elsewhere' where shard = 1");
    states
        .save(
            List.of(
                new PollState(one, Known.NOTHING, t(100), t(200)),
                new PollState(two, Known.NOTHING, t(100), t(200))))
        .blockingAwait();
    assertThat(states.load(List.of(one, two)).blockingGet())
        .containsEntry(one, new PollState(one, Known.NOTHING, t(1), t(2)))
        .containsEntry(two, new PollState(two, Known.NOTHING, t(100), t(200)));
  }

  @Test
  void callsAreCountedTogetherAndForgottenAfterADay() {
    PgCallCounts counts = new PgCallCounts(postgres.pool());
    CallCounts.Count some = new CallCounts.Count(EndpointClass.PLAYBACK, t(60), 5);
    counts.add(List.of(some), t(0)).blockingAwait();
    counts
        .add(List.of(some, new CallCounts.Count(EndpointClass.HISTORY, t(120), 1)), t(0))
        .blockingAwait();
    assertThat(counts.since(t(0)).blockingGet())
        .containsExactlyInAnyOrder(
            new CallCounts.Count(EndpointClass.PLAYBACK, t(60), 10),
            new CallCounts.Count(EndpointClass.HISTORY, t(120), 1));
    counts.add(List.of(some), t(100)).blockingAwait();
    assertThat(postgres.number("select count(*) from spotify_calls where calls = 1")).isOne();
    assertThat(counts.since(t(61)).blockingGet()).hasSize(1);
  }

  @Test
  void listenersPassOnWhenTheirServerDies() {
    Duration length = Duration.ofMillis(300);
    PgPollLeases first = new PgPollLeases(postgres.pool(), Clock.systemUTC(), "first", length);
    PgPollLeases second = new PgPollLeases(postgres.pool(), Clock.systemUTC(), "second", length);
    postgres.query("update poll_lease set holder = null");
    assertThat(first.renew().blockingGet()).hasSize(16);
    assertThat(second.renew().blockingGet()).isEmpty();
    assertThat(first.renew().blockingGet()).hasSize(8);
    assertThat(second.renew().blockingGet()).hasSize(8);
    await().atMost(Duration.ofSeconds(5)).until(() -> second.renew().blockingGet().size() == 16);
    second.release().blockingAwait();
    assertThat(first.renew().blockingGet()).hasSize(16);
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
    assertThat(recordings.find(track("a", 180)).blockingGet()).isNull();
    long number =
        postgres.number(
            "insert into recording (public_id, title, updated_at) values ('p', 'A', now())"
                + " returning id");
    postgres.query("insert into recording_name values ('spotify', 'a', $1)", number);
    assertThat(recordings.find(track("a", 180)).blockingGet())
        .isEqualTo(new Recordings.Known(number, List.of(), 0));
    postgres.query("delete from recording_name");
    assertThat(recordings.find(track("a", 180)).blockingGet())
        .isEqualTo(new Recordings.Known(number, List.of(), 0));
  }
}
