package dev.groundswell.server.relay;

import dev.groundswell.server.relay.ChangeReader.Change;
import dev.groundswell.server.relay.PlayStreams.End;
import dev.groundswell.server.relay.PlayStreams.Entry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One shard while this server publishes it: how far it has got, and the next step.
 *
 * <p>Where it takes over is what the stream itself says: its last entry's number, since everything
 * up to it was published by whoever held the shard before. An empty stream (a new one, or a Redis
 * that lost everything) is taken up at the ledger's last number: nothing need be published again,
 * because a reader's own place and the first heartbeat's number tell it what it lacks, and it reads
 * that from PostgreSQL. So a Redis lost in mid-course needs no notice either.
 */
final class PublishedShard {
  static final int MOST_ENTRIES = 500_000;
  static final Duration OLDEST = Duration.ofHours(1);
  private static final int READ = 1_000;
  private static final long TRIM_EVERY_MS = 10_000;
  private static final long MARK_EVERY_MS = 60_000;
  private static final Logger LOG = LoggerFactory.getLogger(PublishedShard.class);

  private final int shard;
  private final ChangeReader ledger;
  private final PlayStreams streams;
  private final RelayMetrics metrics;
  private final Deque<Mark> marks = new ArrayDeque<>();
  private boolean positioned;
  private long end = -1;
  private long published;
  private long lastBeat;
  private long lastTrim;

  /** No change after {@code published} lies in an earlier partition. */
  private LocalDate day = LocalDate.EPOCH;

  PublishedShard(int shard, ChangeReader ledger, PlayStreams streams, RelayMetrics metrics) {
    this.shard = shard;
    this.ledger = ledger;
    this.streams = streams;
    this.metrics = metrics;
  }

  /** The heartbeat that was the newest entry at an instant; what is before it is older. */
  private record Mark(long millis, String id) {}

  int shard() {
    return shard;
  }

  /**
   * Finds its place at first. To be called before the ledger's number is read: the ledger is never
   * behind a stream that was read earlier, unless it was set back.
   */
  Completable findPlace() {
    return positioned
        ? Completable.complete()
        : streams.end(shard).map(End::seq).doOnSuccess(seq -> end = seq).ignoreElement();
  }

  /**
   * Publishes on, to at most some thousand changes, then a heartbeat if nothing is left.
   *
   * @param seq the shard's last number, read after t0
   * @param beatAfter how long a heartbeat may be put off while nothing happens
   * @return whether something is left to do
   */
  Single<Boolean> advance(long seq, long t0, Duration beatAfter) {
    return place(seq)
        .andThen(Completable.defer(() -> publish(seq)))
        .andThen(
            Single.defer(
                () -> {
                  metrics.lag(shard, seq - published);
                  return published < seq
                      ? Single.just(true)
                      : beat(t0, beatAfter).andThen(trim(t0)).toSingleDefault(false);
                }));
  }

  private Completable place(long seq) {
    if (positioned) {
      return Completable.complete();
    }
    if (end > seq) {
      LOG.warn(
          "The stream of shard {} ends at {}, the ledger at {}: the ledger was set back, so the"
              + " stream is dropped and begun anew",
          shard,
          end,
          seq);
      return streams.drop(shard).doOnComplete(() -> begin(seq));
    }
    begin(end < 0 ? seq : Math.max(end, seq - MOST_ENTRIES));
    return Completable.complete();
  }

  private void begin(long seq) {
    published = seq;
    positioned = true;
    metrics.took(shard);
  }

  private Completable publish(long seq) {
    if (published >= seq) {
      return Completable.complete();
    }
    return ledger
        .changes(shard, published, seq, day, READ)
        .flatMapCompletable(
            changes -> {
              List<Entry> entries = new ArrayList<>(changes.size());
              changes.forEach(change -> entries.add(Entry.change(change.seq(), change.body())));
              return streams.add(shard, entries).doOnComplete(() -> done(changes, seq));
            });
  }

  /** Numbers without a row, of a dropped partition, are passed over: readers find no row either. */
  private void done(List<Change> changes, long seq) {
    metrics.published(changes);
    if (changes.size() < READ) {
      published = seq;
    } else {
      published = changes.get(changes.size() - 1).seq();
    }
    if (!changes.isEmpty()) {
      // Clocks of servers may differ, never by a day.
      day = changes.get(changes.size() - 1).day().minusDays(1);
    }
    lastBeat = 0;
  }

  private Completable beat(long t0, Duration beatAfter) {
    if (t0 - lastBeat < beatAfter.toMillis()) {
      return Completable.complete();
    }
    Entry heartbeat = Entry.heartbeat(published, t0);
    return streams
        .add(shard, List.of(heartbeat))
        .doOnComplete(
            () -> {
              lastBeat = t0;
              if (marks.isEmpty() || t0 - marks.getLast().millis >= MARK_EVERY_MS) {
                marks.addLast(new Mark(t0, heartbeat.id()));
              }
            });
  }

  private Completable trim(long t0) {
    if (t0 - lastTrim < TRIM_EVERY_MS) {
      return Completable.complete();
    }
    lastTrim = t0;
    String tooOld = "";
    while (!marks.isEmpty() && t0 - marks.getFirst().millis >= OLDEST.toMillis()) {
      tooOld = marks.removeFirst().id;
    }
    Completable byLength = streams.trimToLength(shard, MOST_ENTRIES);
    return tooOld.isEmpty() ? byLength : byLength.andThen(streams.trimBefore(shard, tooOld));
  }
}
