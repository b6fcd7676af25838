package dev.groundswell.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an erased person holds in hand; says nothing of who they were.
 *
 * @param id by which the receipt can be looked up later
 * @param requestedAt when the erase was asked for and the person's own key was destroyed
 * @param rowsGoneAt when everything was gone from every query, board and stream; null while it is
 *     under way
 * @param bytesGoneAt when it was gone from the files too; null while it is under way
 * @param outsideReach what this server cannot delete, in words
 */
public record Receipt(
    String id,
    Instant requestedAt,
    @Nullable Instant rowsGoneAt,
    @Nullable Instant bytesGoneAt,
    List<String> outsideReach) {
  private static final Duration ROWS_WITHIN = Duration.ofSeconds(60);
  private static final Duration BYTES_WITHIN = Duration.ofMinutes(15);

  public Receipt {
    outsideReach = List.copyOf(outsideReach);
  }

  /** By when {@link #rowsGoneAt} is promised. */
  public Instant rowsDueAt() {
    return requestedAt.plus(ROWS_WITHIN);
  }

  /** By when {@link #bytesGoneAt} is promised. */
  public Instant bytesDueAt() {
    return requestedAt.plus(BYTES_WITHIN);
  }
}
