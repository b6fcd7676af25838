package dev.groundswell.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What the ledger had committed at one instant.
 *
 * @param changes each change, as it is read by the jobs
 * @param revisions the revision of each play
 */
record Acknowledged(Map<Place, String> changes, Map<Long, Integer> revisions) {

  /** A change's place in the order of its shard. */
  record Place(int shard, long seq) {}

  /**
   * One person hears one thing at a time: what ends while the same recording is heard from a start
   * that was seen is the same play. (Where only an end was told, the start is a guess, and plays
   * may seem to overlap that do not.)
   */
  private static final String TWICE =
      """
      select count(*) from play a
        join sighting s on s.id = a.first_sighting_id and s.knows_start
        join play b on b.listener_id = a.listener_id and b.recording_id = a.recording_id
          and b.id <> a.id
      where b.ended_at > a.played_at + interval '2 seconds' and b.ended_at <= a.ended_at
      """;

  private static final String HOLES =
      """
      select count(*) from shard s left join
        (select shard, count(*) as n, min(seq) as first, max(seq) as last
         from change group by shard) c on c.shard = s.shard
      where s.seq <> coalesce(c.last, 0) or c.first <> 1 or c.n <> c.last
      """;

  static Acknowledged by(Connection ledger) throws SQLException {
    ledger.setAutoCommit(false);
    ledger.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
    Map<Place, String> changes = new HashMap<>();
    Map<Long, Integer> revisions = new HashMap<>();
    try (Statement statement = ledger.createStatement()) {
      try (ResultSet row = statement.executeQuery("select shard, seq, body from change")) {
        while (row.next()) {
          changes.put(new Place(row.getInt(1), row.getLong(2)), row.getString(3));
        }
      }
      try (ResultSet row = statement.executeQuery("select id, rev from play")) {
        while (row.next()) {
          revisions.put(row.getLong(1), row.getInt(2));
        }
      }
    }
    ledger.rollback();
    ledger.setAutoCommit(true);
    return new Acknowledged(changes, revisions);
  }

  /** Checks that all of this is still there, and that what is there is sound. */
  void isKeptBy(Connection ledger) throws SQLException {
    Acknowledged now = by(ledger);
    assertThat(now.changes).as("changes").containsAllEntriesOf(changes);
    Set<Long> takenBack = now.takenBackSince(this);
    revisions.forEach(
        (play, revision) -> {
          if (!takenBack.contains(play)) {
            assertThat(now.revisions.get(play))
                .as("revision of play %d", play)
                .isNotNull()
                .isGreaterThanOrEqualTo(revision);
          }
        });
    assertThat(number(ledger, HOLES)).as("shards with a hole in their changes").isZero();
    assertThat(number(ledger, TWICE)).as("plays that are there twice").isZero();
  }

  /** The plays that the ledger itself has taken back, two having turned out to be one. */
  private Set<Long> takenBackSince(Acknowledged earlier) {
    Set<Long> plays = new HashSet<>();
    changes.forEach(
        (place, body) -> {
          if (!earlier.changes.containsKey(place)) {
            PlayChange change = ChangeCodec.decode(body.getBytes(UTF_8));
            if (change.after() == null) {
              plays.add(change.play());
            }
          }
        });
    return plays;
  }

  private static long number(Connection ledger, String sql) throws SQLException {
    try (Statement statement = ledger.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      assertThat(row.next()).isTrue();
      return row.getLong(1);
    }
  }
}
