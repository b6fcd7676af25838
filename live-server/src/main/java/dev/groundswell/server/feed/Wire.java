package dev.groundswell.server.feed;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;

/** The two ways in which a feed is streamed. */
enum Wire {
  /** Server-Sent Events. */
  SSE("text/event-stream; charset=utf-8") {
    @Override
    Buffer greeting() {
      return GREETING;
    }

    @Override
    Buffer heartbeat() {
      return COMMENT;
    }

    @Override
    Buffer of(Frame frame) {
      return frame.sse();
    }

    @Override
    Buffer of(Frame frame, String cursor) {
      return joined("id: " + cursor + "\n", frame.sseAfterId());
    }

    @Override
    Buffer bye(byte[] json, long retryAfterMillis) {
      return Buffer.buffer("retry: " + retryAfterMillis + "\nevent: bye\ndata: ")
          .appendBytes(json)
          .appendString("\n\n");
    }
  },

  /** One JSON object a line: {@code {"id":...,"event":...,"data":...}}. */
  NDJSON("application/x-ndjson; charset=utf-8") {
    @Override
    Buffer greeting() {
      return RETRY_LINE;
    }

    @Override
    Buffer heartbeat() {
      return BEAT_LINE;
    }

    @Override
    Buffer of(Frame frame) {
      return frame.ndjson();
    }

    @Override
    Buffer of(Frame frame, String cursor) {
      return joined("{\"id\":\"" + cursor + "\",", frame.ndjsonAfterId());
    }

    @Override
    Buffer bye(byte[] json, long retryAfterMillis) {
      return Buffer.buffer("{\"event\":\"bye\",\"data\":").appendBytes(json).appendString("}\n");
    }
  };

  private static final Buffer GREETING = shared("retry: 3000\n\n");
  private static final Buffer COMMENT = shared(":\n\n");
  private static final Buffer RETRY_LINE =
      shared("{\"event\":\"open\",\"data\":{\"retry\":3000}}\n");
  private static final Buffer BEAT_LINE = shared("{\"event\":\"beat\",\"data\":{}}\n");

  private final String contentType;

  Wire(String contentType) {
    this.contentType = contentType;
  }

  String contentType() {
    return contentType;
  }

  /** What a stream begins with. */
  abstract Buffer greeting();

  /** What says that a quiet stream is alive. */
  abstract Buffer heartbeat();

  abstract Buffer of(Frame frame);

  /** A frame with a cursor over several topics in place of its own id. */
  abstract Buffer of(Frame frame, String cursor);

  abstract Buffer bye(byte[] json, long retryAfterMillis);

  private static Buffer joined(String first, Buffer rest) {
    return BufferInternal.buffer(
        Unpooled.wrappedBuffer(
            Unpooled.wrappedBuffer(first.getBytes(StandardCharsets.UTF_8)),
            ((BufferInternal) rest).getByteBuf()));
  }

  private static Buffer shared(String text) {
    return BufferInternal.buffer(
        Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8)).asReadOnly());
  }
}
