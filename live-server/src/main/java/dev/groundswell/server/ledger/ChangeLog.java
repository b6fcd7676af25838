package dev.groundswell.server.ledger;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes the changes of one transaction that holds the rows of shards, numbered on from the last of
 * each.
 *
 * <p>What happened more than {@link ChangePartitions#KEPT} ago is no change for the jobs, whose
 * longest window is shorter: old imports go into the plays alone.
 */
final class ChangeLog {
  private static final String INSERT =
      """
      insert into change (shard, seq, day, committed_at, listener_id, body)
      select v.shard, v.seq, $5, $6, v.listener_id, v.body
      from unnest($1::smallint[], $2::bigint[], $3::bigint[], $4::text[])
        as v (shard, seq, listener_id, body)
      """;

  private static final String ADVANCE =
      """
      update shard s set seq = v.seq from unnest($1::smallint[], $2::bigint[]) as v (shard, seq)
      where s.shard = v.shard
      """;

  private final SqlConnection connection;
  private final Map<Integer, Long> last;
  private final Instant now;
  private final List<Line> lines = new ArrayList<>();

  /**
   * @param last the numbers of the shards' last changes, as their locked rows say
   */
  ChangeLog(SqlConnection connection, Map<Integer, Long> last, Instant now) {
    this.connection = connection;
    this.last = new TreeMap<>(last);
    this.now = now;
  }

  private record Line(int shard, long seq, @Nullable Long listenerId, String body) {}

  void play(PlayDiff diff, Person listener) {
    boolean tooOld = diff.latest() < now.minus(ChangePartitions.KEPT).toEpochMilli();
    if (tooOld || !diff.concernsJobs()) {
      return;
    }
    StoredPlay play = diff.play();
    int rev = diff.after() == null ? play.rev() + 1 : play.rev();
    PlayChange change =
        PlayChange.play(
            listener.shard(),
            next(listener.shard()),
            millis(),
            listener.key(),
            play.id(),
            rev,
            state(diff.before()),
            state(diff.after()));
    lines.add(new Line(change.shard(), change.seq(), play.listenerId(), text(change)));
  }

  /** An erase belongs to nobody any more: only the key is in it. */
  void erase(Person listener) {
    int shard = listener.shard();
    PlayChange change = PlayChange.erase(shard, next(shard), millis(), listener.key());
    lines.add(new Line(shard, change.seq(), null, text(change)));
  }

  /** When this transaction happens. */
  Instant now() {
    return now;
  }

  /** The number of a held shard's last change after {@link #write}. */
  long lastSeq(int shard) {
    return Objects.requireNonNull(last.get(shard), "the shard is not held");
  }

  /** Stores the changes and advances the shards; answers how many there were. */
  Single<Integer> write() {
    if (lines.isEmpty()) {
      return Single.just(0);
    }
    Tuple columns =
        Columns.of(lines)
            .ints(Line::shard)
            .longs(Line::seq)
            .longs(Line::listenerId)
            .texts(Line::body)
            .with(LocalDate.ofInstant(now, ZoneOffset.UTC), now.atOffset(ZoneOffset.UTC));
    Tuple ends =
        Columns.of(List.copyOf(last.entrySet()))
            .ints(Map.Entry::getKey)
            .longs(Map.Entry::getValue)
            .with();
    return Single.zip(
        connection.preparedQuery(INSERT).rxExecute(columns),
        connection.preparedQuery(ADVANCE).rxExecute(ends),
        (inserted, advanced) -> lines.size());
  }

  /** What a change becomes whose listener is erased. */
  static String voided(int shard, long seq, long committedAt) {
    return text(PlayChange.voided(shard, seq, committedAt));
  }

  private long next(int shard) {
    long seq = lastSeq(shard) + 1;
    last.put(shard, seq);
    return seq;
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
