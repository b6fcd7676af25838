package dev.groundswell.jobs.sink;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.random.RandomGenerator;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands versions of boards to a courier with a thread of its own, so that Flink's never waits for
 * Redis.
 *
 * <p>Nothing is kept over a checkpoint and a flush does not wait for Redis. Boards are derived: on
 * a restore every board is told again from the state of the operator before this one, and what
 * Redis holds already is refused. A checkpoint that waited would only be late while Redis is away,
 * and would make nothing safer.
 */
final class BoardWriter implements SinkWriter<BoardVersion> {
  private static final Logger LOG = LoggerFactory.getLogger(BoardWriter.class);
  private static final Duration LAST_WAIT = Duration.ofSeconds(10);

  private final Inbox inbox = new Inbox();
  private final BoardStore store;
  private final Courier courier;
  private final Clock clock;
  private final Thread thread;
  private volatile @Nullable RuntimeException defect;

  BoardWriter(BoardStore store, boolean notesAsOf, Clock clock, RandomGenerator chance) {
    this.store = store;
    this.clock = clock;
    courier = new Courier(store, notesAsOf, chance);
    thread = new Thread(this::run, "board-courier");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void write(BoardVersion version, Context context) throws IOException {
    RuntimeException found = defect;
    if (found != null) {
      throw new IOException("boards are no longer written", found);
    }
    inbox.put(version);
  }

  @Override
  public void writeWatermark(Watermark watermark) {
    // The end of a bounded input is not an instant of any board.
    if (watermark.getTimestamp() != Long.MAX_VALUE) {
      inbox.reach(watermark.getTimestamp());
    }
  }

  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    if (endOfInput && !inbox.awaitSettled(LAST_WAIT.toMillis())) {
      LOG.warn("The last boards have not been written: Redis does not take them");
    }
  }

  @Override
  public void close() throws InterruptedException {
    inbox.close();
    // A call to Redis ends by itself within its timeouts; the store is closed after the last one.
    thread.join(LAST_WAIT.toMillis());
    store.close();
  }

  private void run() {
    long wait = 0;
    try {
      while (!inbox.isClosed()) {
        wait = courier.step(inbox.take(wait), clock.millis());
        inbox.settle(courier.isSettled());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // Not Redis being away but a defect of ours: the job fails with the next board and restarts.
      defect = e;
      inbox.settle(true);
    }
  }
}
