package dev.groundswell.jobs.sink;

import java.time.Clock;
import java.util.SplittableRandom;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes boards to Redis; see {@link BoardWriter}. */
public final class BoardSink implements Sink<BoardVersion> {
  private static final long serialVersionUID = 1;

  private final String redisUrl;
  private final String scope;

  /**
   * @param redisUrl where Redis is, as {@code redis://} or {@code rediss://}
   * @param scope part of every key: {@code live}, or another set of boards beside it
   */
  public BoardSink(String redisUrl, String scope) {
    this.redisUrl = redisUrl;
    this.scope = scope;
  }

  @Override
  public SinkWriter<BoardVersion> createWriter(WriterInitContext context) {
    boolean first = context.getTaskInfo().getIndexOfThisSubtask() == 0;
    return new BoardWriter(
        new RedisBoardStore(RedisLine.to(redisUrl), scope),
        first,
        Clock.systemUTC(),
        new SplittableRandom());
  }
}
