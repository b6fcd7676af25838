package dev.groundswell.server.ledger;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;

/**
 * A place in a listener's plays: just before this play, going back in time.
 *
 * @param playedAt epoch milliseconds
 * @param id the ledger's number of the play
 */
public record PlayCursor(long playedAt, long id) {
  static final PlayCursor NEWEST = new PlayCursor(7_258_118_400_000L, Long.MAX_VALUE);
  private static final int BYTES = 2 * Long.BYTES;

  /** The cursor as text, opaque to who carries it. */
  public String text() {
    byte[] bytes = ByteBuffer.allocate(BYTES).putLong(playedAt).putLong(id).array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** The cursor that {@link #text} made; empty for anything else. */
  public static Optional<PlayCursor> parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      if (bytes.length != BYTES) {
        return Optional.empty();
      }
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      PlayCursor cursor = new PlayCursor(buffer.getLong(), buffer.getLong());
      boolean possible = cursor.playedAt > 0 && cursor.playedAt <= NEWEST.playedAt;
      return possible ? Optional.of(cursor) : Optional.empty();
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
