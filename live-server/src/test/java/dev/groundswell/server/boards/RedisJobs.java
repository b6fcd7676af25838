package dev.groundswell.server.boards;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import dev.groundswell.server.boards.BoardWriting.Written;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.rxjava3.redis.client.Redis;
import java.util.List;

/** Writes into Redis what the jobs write. */
public final class RedisJobs {
  private final Redis redis;

  public RedisJobs(Redis redis) {
    this.redis = redis;
  }

  public void append(Topic topic, List<Written> entries) {
    entries.forEach(
        entry ->
            add(RedisKeys.log(RedisKeys.LIVE, topic.name()), entry.id().toString(), entry.body()));
  }

  public void sampled(SampledPlay play) {
    add(RedisKeys.sampled(RedisKeys.LIVE), "*", BoardCodec.encode(play));
  }

  public void asOf(long asOf) {
    send(Request.cmd(Command.SET).arg(RedisKeys.asOf(RedisKeys.LIVE)).arg(Long.toString(asOf)));
  }

  public void flushAll() {
    send(Request.cmd(Command.FLUSHALL));
  }

  /** Writes a board's key alone, as it is left when the logs are erased. */
  public void board(Topic topic, LogId logId, byte[] body) {
    send(
        Request.cmd(Command.HSET)
            .arg(RedisKeys.board(RedisKeys.LIVE, topic.name()))
            .arg(RedisKeys.BOARD_LOG_ID)
            .arg(logId.toString())
            .arg(RedisKeys.BOARD_BODY)
            .arg(Buffer.buffer(body)));
  }

  private void add(String key, String id, byte[] body) {
    send(Request.cmd(Command.XADD).arg(key).arg(id).arg(RedisKeys.ENTRY).arg(Buffer.buffer(body)));
  }

  private void send(Request request) {
    redis.rxSend(request).blockingGet();
  }
}
