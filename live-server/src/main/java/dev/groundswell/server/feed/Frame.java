package dev.groundswell.server.feed;

import dev.groundswell.server.http.EntityTag;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One event as it goes over the wire, encoded once outside the heap and shared by all connections.
 *
 * <p>The buffers are never written to. Netty takes a view of them for each write and copies
 * nothing; the memory is given back when the frame is garbage.
 */
final class Frame {
  private final Lines sse;
  private final byte @Nullable [] id;
  private final byte[] event;
  private final Buffer payload;
  private final int size;
  private volatile @Nullable Lines ndjson;
  private volatile @Nullable EntityTag tag;

  /**
   * A frame in one format.
   *
   * @param whole with the id it has by itself
   * @param tail without any, to be put behind a cursor over several topics
   */
  private record Lines(Buffer whole, Buffer tail) {}

  /**
   * @param id null for an event that does not move the cursor
   * @param json the data, in one line
   */
  Frame(String event, @Nullable String id, byte[] json) {
    this.id = id == null ? null : utf8(id);
    this.event = utf8(event);
    this.size = json.length;
    byte[] idLine = id == null ? new byte[0] : utf8("id: " + id + "\n");
    byte[] eventLine = utf8("event: " + event + "\ndata: ");
    ByteBuf bytes = direct(idLine, eventLine, json, utf8("\n\n"));
    this.sse = lines(bytes, idLine.length);
    this.payload = view(bytes, idLine.length + eventLine.length, json.length);
  }

  /** Whether it moves the cursor. */
  boolean hasId() {
    return id != null;
  }

  Buffer sse() {
    return sse.whole();
  }

  Buffer sseAfterId() {
    return sse.tail();
  }

  Buffer ndjson() {
    return ndjsonLines().whole();
  }

  /** To be put behind {@code {"id":"...",}. */
  Buffer ndjsonAfterId() {
    return ndjsonLines().tail();
  }

  /** The data alone. */
  Buffer payload() {
    return payload;
  }

  String idText() {
    return id == null ? "" : new String(id, StandardCharsets.UTF_8);
  }

  /** The entity tag of the data alone. */
  EntityTag tag() {
    EntityTag made = tag;
    if (made == null) {
      made = EntityTag.of(payload.getBytes());
      tag = made;
    }
    return made;
  }

  private Lines ndjsonLines() {
    Lines made = ndjson;
    if (made == null) {
      byte[] head = utf8(id == null ? "{" : "{\"id\":\"" + idText() + "\",");
      ByteBuf bytes =
          direct(
              head,
              utf8("\"event\":\"" + new String(event, StandardCharsets.UTF_8) + "\",\"data\":"),
              payload.getBytes(0, size),
              utf8("}\n"));
      made = lines(bytes, head.length);
      ndjson = made;
    }
    return made;
  }

  private static Lines lines(ByteBuf bytes, int idLength) {
    int length = bytes.readableBytes();
    return new Lines(view(bytes, 0, length), view(bytes, idLength, length - idLength));
  }

  private static Buffer view(ByteBuf bytes, int from, int length) {
    return BufferInternal.buffer(bytes.slice(from, length));
  }

  private static ByteBuf direct(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    ByteBuffer memory = ByteBuffer.allocateDirect(all.size()).put(all.toByteArray()).flip();
    return Unpooled.wrappedBuffer(memory);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
