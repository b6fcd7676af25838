package dev.groundswell.server.boards;

import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import org.jspecify.annotations.Nullable;

/**
 * A Redis stream that is followed, and how far.
 *
 * <p>Used by one event loop at a time, but for the volatile fields, which the second-by-second look
 * at Redis shares.
 */
final class FollowedStream {
  private final String key;
  private final @Nullable Topic topic;
  private TopicLog log;
  private volatile LogId position = LogId.START;
  private volatile boolean behind = true;

  private FollowedStream(String key, @Nullable Topic topic) {
    this.key = key;
    this.topic = topic;
    this.log = new TopicLog(key);
  }

  static FollowedStream ofLog(String scope, Topic topic) {
    return new FollowedStream(RedisKeys.log(scope, topic.name()), topic);
  }

  static FollowedStream ofSampledPlays(String scope) {
    return new FollowedStream(RedisKeys.sampled(scope), null);
  }

  String key() {
    return key;
  }

  /** Whose log it is; null for the sampled plays. */
  @Nullable Topic topic() {
    return topic;
  }

  TopicLog log() {
    return log;
  }

  /** The last entry that was read. */
  LogId position() {
    return position;
  }

  void advanceTo(LogId id) {
    position = id;
  }

  /** Whether it must be read back before it can be followed. */
  boolean isBehind() {
    return behind;
  }

  void fallBehind() {
    behind = true;
  }

  /** Forgets what was read, to read it all again. */
  void beginAgain() {
    log = new TopicLog(key);
    position = LogId.START;
    behind = false;
  }
}
