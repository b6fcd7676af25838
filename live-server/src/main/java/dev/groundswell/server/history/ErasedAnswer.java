package dev.groundswell.server.history;

import dev.groundswell.server.ledger.Receipt;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DELETE /api/v1/me} answers: the receipt an erased person holds.
 *
 * @param receipt by which the host can look the erasure up; tells nothing of the person
 * @param rowsDueAt from when on no page, figure or feed shows anything of theirs
 * @param rowsGoneAt when that came true, null while it is under way
 * @param bytesDueAt from when on their bytes are gone from the files this server keeps
 * @param bytesGoneAt when that came true, null while it is under way
 * @param outsideReach what this server cannot delete, in words
 */
record ErasedAnswer(
    String receipt,
    Instant requestedAt,
    Instant rowsDueAt,
    @Nullable Instant rowsGoneAt,
    Instant bytesDueAt,
    @Nullable Instant bytesGoneAt,
    List<String> outsideReach) {

  static ErasedAnswer of(Receipt receipt) {
    return new ErasedAnswer(
        receipt.id(),
        receipt.requestedAt(),
        receipt.rowsDueAt(),
        receipt.rowsGoneAt(),
        receipt.bytesDueAt(),
        receipt.bytesGoneAt(),
        receipt.outsideReach());
  }
}
