package dev.groundswell.server.feed;

import dev.groundswell.server.http.EntityTag;
import io.vertx.core.buffer.Buffer;

/** A feed's payload at one moment, whole. */
public final class Snapshot {
  private final Frame frame;

  Snapshot(Frame frame) {
    this.frame = frame;
  }

  /** The cursor behind which to go on; empty for a feed without one. */
  public String id() {
    return frame.idText();
  }

  /** The payload as one line of JSON; shared, never to be written to. */
  public Buffer payload() {
    return frame.payload();
  }

  /** The entity tag of the payload. */
  public EntityTag tag() {
    return frame.tag();
  }
}
