package dev.groundswell.events;

/**
 * The name of every Redis key and stream field.
 *
 * <p>Keys that one script touches share a hash tag, so the same names work on a cluster. Everything
 * but the streams of a shard carries a scope: {@code live}, later {@code replay:{id}}.
 */
public final class RedisKeys {
  public static final String LIVE = "live";

  /** Field of a change entry ({@code seq-0}) in a play stream: {@link ChangeCodec} bytes. */
  public static final String CHANGE = "c";

  /** Field of a heartbeat entry ({@code seq-millis}) in a play stream; its value is empty. */
  public static final String HEARTBEAT = "h";

  /** Field of a {@link NowPlaying} entry. */
  public static final String NOW = "n";

  /** Field of an entry of a feed log or of the sampled plays. */
  public static final String ENTRY = "e";

  /** Fields of a board's hash. */
  public static final String BOARD_FENCE = "fence";

  public static final String BOARD_AS_OF = "as_of";
  public static final String BOARD_N = "n";
  public static final String BOARD_BODY = "body";
  public static final String BOARD_LOG_ID = "log_id";

  private RedisKeys() {}

  /** The stream of a shard's changes and heartbeats; the same in every scope. */
  public static String plays(int shard) {
    return "plays:{" + shard + "}";
  }

  /** The lossy stream of what a shard's listeners hear now. */
  public static String now(int shard) {
    return "now:{" + shard + "}";
  }

  /** A board, whole: a hash with the {@code BOARD_} fields. */
  public static String board(String scope, String topic) {
    return "board:{" + scope + ":" + topic + "}";
  }

  /** The log of a topic, from which subscribers are served: a stream of {@link #ENTRY}. */
  public static String log(String scope, String topic) {
    return "log:{" + scope + ":" + topic + "}";
  }

  /** The portraits that somebody looks at: a sorted set of topics by until when, epoch millis. */
  public static String watched(String scope) {
    return "watched:{" + scope + "}";
  }

  /** The stream of sampled plays. */
  public static String sampled(String scope) {
    return "sampled:{" + scope + "}";
  }

  /** Present while Redis still holds what was written; when it is gone, boards are written anew. */
  public static String epoch(String scope) {
    return "epoch:{" + scope + "}";
  }

  /**
   * The as_of of the jobs, epoch milliseconds, written several times a second: the sign that time
   * moves.
   */
  public static String asOf(String scope) {
    return "as_of:{" + scope + "}";
  }
}
