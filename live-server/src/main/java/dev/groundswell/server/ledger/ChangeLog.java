package dev.groundswell.server.ledger;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of one transaction that holds a shard's row, numbered on from the last.
 *
 * <p>What happened more than {@link ChangePartitions#KEPT} ago is no change for the jobs, whose
 * longest window is shorter: old imports go into the plays alone.
 */
final class ChangeLog {
  private static final String INSERT =
      """
      insert into change (shard, seq, day, committed_at, listener_id, body)
      select $4, v.seq, $5, $6, v.listener_id, v.body
      from unnest($1::bigint[], $2::bigint[], $3::text[]) as v (seq, listener_id, body)
      """;

  private final SqlConnection connection;
  private final int shard;
  private final long last;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param last the number of the shard's last change, as its locked row says
   */
  ChangeLog(SqlConnection connection, int shard, long last, Instant now) {
    this.connection = connection;
    this.shard = shard;
    this.last = last;
    this.now = now;
  }

  private record Line(long seq, @Nullable Long listenerId, String body) {}

  void play(PlayDiff diff, long key) {
    boolean tooOld = diff.latest() < now.minus(ChangePartitions.KEPT).toEpochMilli();
    if (tooOld || !diff.concernsJobs()) {
      return;
    }
    StoredPlay play = diff.play();
    int rev = diff.after() == null ? play.rev() + 1 : play.rev();
    PlayChange change =
        PlayChange.play(
            shard,
            next(),
            millis(),
            key,
            play.id(),
            rev,
            state(diff.before()),
            state(diff.after()));
    lines.add(new Line(change.seq(), play.listenerId(), text(change)));
  }

  /** An erase belongs to nobody any more: only the key is in it. */
  void erase(long key) {
    PlayChange change = PlayChange.erase(shard, next(), millis(), key);
    lines.add(new Line(change.seq(), null, text(change)));
  }

  /** When this transaction happens. */
  Instant now() {
    return now;
  }

  /** The number of the last change there will be after {@link #write}. */
  long lastSeq() {
    return last + lines.size();
  }

  /** Stores the changes and advances the shard; answers how many there were. */
  Single<Integer> write() {
    if (lines.isEmpty()) {
      return Single.just(0);
    }
    Tuple columns =
        Columns.of(lines)
            .longs(Line::seq)
            .longs(Line::listenerId)
            .texts(Line::body)
            .with(shard, LocalDate.ofInstant(now, ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    Completable inserted = connection.preparedQuery(INSERT).rxExecute(columns).ignoreElement();
    return inserted
        .andThen(
            connection
                .preparedQuery("update shard set seq = $2 where shard = $1")
                .rxExecute(Tuple.of(shard, lastSeq())))
        .map(done -> lines.size());
  }

  /** What a change becomes whose listener is erased. */
  static String voided(int shard, long seq, long committedAt) {
    return text(PlayChange.voided(shard, seq, committedAt));
  }

  private long next() {
    return lastSeq() + 1;
  }

  private long millis() {
    return now.toEpochMilli();
  }

  private static @Nullable PlayState state(@Nullable StoredPlay play) {
    return play == null ? null : play.state();
  }

  private static String text(PlayChange change) {
    return new String(ChangeCodec.encode(change), StandardCharsets.UTF_8);
  }
}
