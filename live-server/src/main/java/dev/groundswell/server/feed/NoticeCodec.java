package dev.groundswell.server.feed;

/** The data of events that tell of the stream itself. */
final class NoticeCodec {
  private NoticeCodec() {}

  static byte[] reset(ResetReason reason, String topic) {
    return JsonLine.of(
        json -> {
          json.writeStringField("reason", reason.word());
          json.writeStringField("topic", topic);
        });
  }

  static byte[] bye(String reason, long retryAfterMillis) {
    return JsonLine.of(
        json -> {
          json.writeStringField("reason", reason);
          json.writeNumberField("retry_after_ms", retryAfterMillis);
        });
  }
}
