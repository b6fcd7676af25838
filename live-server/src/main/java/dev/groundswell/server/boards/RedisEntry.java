package dev.groundswell.server.boards;

import dev.groundswell.events.RedisKeys;
import io.vertx.redis.client.Response;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a stream that the jobs write.
 *
 * @param id its id
 * @param body the bytes of its {@link RedisKeys#ENTRY} field, empty where it has none
 */
record RedisEntry(LogId id, byte[] body) {
  private static final byte[] NOTHING = {};

  /** The answer to XRANGE. */
  static List<RedisEntry> ofRange(@Nullable Response answer) {
    List<RedisEntry> entries = new ArrayList<>();
    for (int i = 0; answer != null && i < answer.size(); i++) {
      Response entry = answer.get(i);
      LogId.of(entry.get(0).toString())
          .ifPresent(id -> entries.add(new RedisEntry(id, body(entry.get(1)))));
    }
    return entries;
  }

  /** The answer to XREAD by key: a map or, in the older protocol, a list of pairs. */
  static Map<String, List<RedisEntry>> ofRead(@Nullable Response answer) {
    Map<String, List<RedisEntry>> streams = new LinkedHashMap<>();
    if (answer == null) {
      return streams;
    }
    if (answer.isMap()) {
      for (String key : answer.getKeys()) {
        streams.put(key, ofRange(answer.get(key)));
      }
    } else {
      for (int i = 0; i < answer.size(); i++) {
        streams.put(answer.get(i).get(0).toString(), ofRange(answer.get(i).get(1)));
      }
    }
    return streams;
  }

  private static byte[] body(@Nullable Response fields) {
    for (int i = 0; fields != null && i + 1 < fields.size(); i += 2) {
      if (RedisKeys.ENTRY.equals(fields.get(i).toString())) {
        return fields.get(i + 1).toBytes();
      }
    }
    return NOTHING;
  }
}
