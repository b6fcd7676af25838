package dev.groundswell.jobs.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import dev.groundswell.jobs.source.LogRecord.Change;
import dev.groundswell.jobs.source.LogRecord.Heartbeat;
import dev.groundswell.jobs.source.LogRecord.Opened;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.junit.jupiter.api.Test;

class PlayLogSplitReaderTest {
  private final Ledger ledger = new Ledger();
  private final Streams streams = new Streams();
  private final PlayLogSplitReader reader =
      new PlayLogSplitReader(ledger, streams, new Backoff(new SplittableRandom(1), 1, 1));
  private final Map<Integer, List<Long>> seen = new TreeMap<>();
  private final Map<Integer, Long> time = new TreeMap<>();

  @Test
  void everyShardIsOpenedBeforeAnythingElseIsHandedOn() {
    ledger.commit(0, 3);
    streams.publishAll(ledger, 0, 1_000);
    open(0, 1);

    RecordsWithSplitIds<LogRecord> first = reader.fetch();

    List<String> splits = new ArrayList<>();
    for (String split = first.nextSplit(); split != null; split = first.nextSplit()) {
      splits.add(split);
      assertThat(first.nextRecordFromSplit()).isEqualTo(new Opened());
      assertThat(first.nextRecordFromSplit()).isNull();
    }
    assertThat(splits).containsExactlyInAnyOrder("shard-0", "shard-1");
  }

  @Test
  void whatLiesBehindComesFromTheLedgerAndTheRestFromTheStream() {
    ledger.commit(0, 2_500);
    open(0);
    fetch(5);
    assertThat(seen.get(0)).containsExactlyElementsOf(numbers(1, 2_500));

    ledger.commit(0, 2);
    streams.publish(ledger, 0, 2_501);
    streams.publish(ledger, 0, 2_502);
    streams.heartbeat(0, 2_502, 7_000);
    fetch(1);

    assertThat(seen.get(0)).containsExactlyElementsOf(numbers(1, 2_502));
    assertThat(time.get(0)).isEqualTo(7_000);
  }

  @Test
  void aHoleInTheStreamIsReadFromTheLedger() {
    open(0);
    fetch(1);
    ledger.commit(0, 10);
    streams.publish(ledger, 0, 9);
    streams.publish(ledger, 0, 10);
    fetch(4);

    assertThat(seen.get(0)).containsExactlyElementsOf(numbers(1, 10));
  }

  @Test
  void aHeartbeatAheadOfWhatWasReadDoesNotMoveTimeButSendsToTheLedger() {
    open(0);
    fetch(1);
    ledger.commit(0, 4);
    streams.heartbeat(0, 4, 5_000);
    fetch(1);
    assertThat(time).doesNotContainKey(0);

    fetch(3);
    assertThat(seen.get(0)).containsExactlyElementsOf(numbers(1, 4));
    assertThat(time.get(0)).isEqualTo(5_000);
  }

  @Test
  void aChangeThatWasPublishedTwiceIsHandedOnOnce() {
    ledger.commit(0, 1);
    open(0);
    fetch(2);
    streams.publish(ledger, 0, 1);
    fetch(1);

    assertThat(seen.get(0)).containsExactly(1L);
  }

  @Test
  void aCheckpointAheadOfTheLedgerIsRefusedInWords() {
    reader.handleSplitsChanges(new SplitsAddition<>(List.of(new ShardSplit(3, 42))));

    assertThatThrownBy(reader::fetch)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("start the jobs without a checkpoint");
  }

  @Test
  void whateverTheStreamsLoseEveryChangeComesOnceInOrderAndTimeIsNeverAhead() {
    for (long seed = 0; seed < 200; seed++) {
      new Disturbed(new SplittableRandom(seed)).run();
    }
  }

  /** A relay that publishes late, loses entries, and streams that are emptied or cannot be read. */
  private static final class Disturbed {
    private final SplittableRandom chance;
    private final PlayLogSplitReaderTest test = new PlayLogSplitReaderTest();
    private long now = 1_000;

    Disturbed(SplittableRandom chance) {
      this.chance = chance;
    }

    void run() {
      test.open(0, 1, 2);
      for (int step = 0; step < 120; step++) {
        now += 10;
        int shard = chance.nextInt(3);
        switch (chance.nextInt(8)) {
          case 0, 1 -> test.ledger.commit(shard, chance.nextInt(1, 30));
          case 2, 3 -> test.streams.publishAll(test.ledger, shard, now);
          case 4 -> test.streams.lose(shard, chance);
          case 5 -> test.streams.failOnce = chance.nextInt(4) == 0;
          default -> check();
        }
      }
      for (int shard = 0; shard < 3; shard++) {
        test.streams.publishAll(test.ledger, shard, now + 1);
      }
      test.fetch(300); // every lost entry is a hole of its own
      for (int shard = 0; shard < 3; shard++) {
        assertThat(test.seen.getOrDefault(shard, List.of()))
            .containsExactlyElementsOf(numbers(1, test.ledger.last(shard)));
        assertThat(test.time.get(shard)).isEqualTo(now + 1);
      }
    }

    private void check() {
      test.fetch(2);
      test.time.forEach(
          (shard, at) ->
              assertThat((long) test.seen.getOrDefault(shard, List.of()).size())
                  .isGreaterThanOrEqualTo(test.streams.publishedBefore(shard, at)));
    }
  }

  private void open(int... shards) {
    List<ShardSplit> splits = new ArrayList<>();
    for (int shard : shards) {
      splits.add(new ShardSplit(shard, 0));
    }
    reader.handleSplitsChanges(new SplitsAddition<>(splits));
  }

  private void fetch(int times) {
    for (int i = 0; i < times; i++) {
      RecordsWithSplitIds<LogRecord> records = reader.fetch();
      for (String split = records.nextSplit(); split != null; split = records.nextSplit()) {
        int shard = Integer.parseInt(split.substring(split.indexOf('-') + 1));
        for (LogRecord record = records.nextRecordFromSplit();
            record != null;
            record = records.nextRecordFromSplit()) {
          if (record instanceof Change change) {
            seen.computeIfAbsent(shard, key -> new ArrayList<>()).add(change.change().seq());
          } else if (record instanceof Heartbeat heartbeat) {
            time.put(shard, heartbeat.at());
          }
        }
      }
    }
  }

  private static List<Long> numbers(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  /** A ledger in memory. */
  private static final class Ledger implements ChangeTable {
    private final Map<Integer, Long> last = new HashMap<>();

    void commit(int shard, int count) {
      last.merge(shard, (long) count, Long::sum);
    }

    @Override
    public long last(int shard) {
      return last.getOrDefault(shard, 0L);
    }

    @Override
    public List<PlayChange> read(int shard, long after, long until, int limit) {
      return LongStream.rangeClosed(after + 1, Math.min(until, last(shard)))
          .limit(limit)
          .mapToObj(seq -> PlayChange.voided(shard, seq, 0))
          .toList();
    }

    @Override
    public void close() {}
  }

  /** Streams in memory. */
  private static final class Streams implements PlayStreams {
    private final Map<Integer, List<StreamEntry>> entries = new HashMap<>();
    private final Map<Integer, TreeMap<Long, Long>> promised = new HashMap<>();
    private final Map<Integer, Long> published = new HashMap<>();
    private boolean failOnce;

    void publish(Ledger ledger, int shard, long seq) {
      byte[] body = ChangeCodec.encode(PlayChange.voided(shard, seq, 0));
      of(shard).add(new StreamEntry(seq, 0, body));
      published.put(shard, seq);
    }

    void heartbeat(int shard, long seq, long at) {
      of(shard).add(new StreamEntry(seq, at, new byte[0]));
      promised.computeIfAbsent(shard, key -> new TreeMap<>()).put(at, seq);
    }

    void publishAll(Ledger ledger, int shard, long at) {
      for (long seq = published.getOrDefault(shard, 0L) + 1; seq <= ledger.last(shard); seq++) {
        publish(ledger, shard, seq);
      }
      heartbeat(shard, ledger.last(shard), at);
    }

    void lose(int shard, SplittableRandom chance) {
      if (chance.nextBoolean()) {
        of(shard).clear();
      } else {
        of(shard).removeIf(entry -> chance.nextInt(3) == 0);
      }
    }

    long publishedBefore(int shard, long at) {
      Map.Entry<Long, Long> promise = promised.get(shard).floorEntry(at);
      return promise == null ? 0 : promise.getValue();
    }

    private List<StreamEntry> of(int shard) {
      return entries.computeIfAbsent(shard, key -> new ArrayList<>());
    }

    @Override
    public Map<Integer, List<StreamEntry>> read(Map<Integer, String> after) {
      if (failOnce) {
        failOnce = false;
        throw new PlayLogUnavailableException("away", new IllegalStateException());
      }
      Map<Integer, List<StreamEntry>> read = new HashMap<>();
      after.forEach(
          (shard, id) -> {
            long seq = Long.parseLong(id.substring(0, id.indexOf('-')));
            long millis = Long.parseLong(id.substring(id.indexOf('-') + 1));
            List<StreamEntry> later =
                of(shard).stream()
                    .filter(e -> e.seq() > seq || (e.seq() == seq && e.millis() > millis))
                    .toList();
            if (!later.isEmpty()) {
              read.put(shard, later);
            }
          });
      return read;
    }

    @Override
    public void close() {}
  }
}
