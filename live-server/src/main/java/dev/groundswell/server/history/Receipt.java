package dev.groundswell.server.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an erased person holds in hands.
 *
 * @param receipt by which the host can look the erasure up; tells nothing of the person
 * @param goneFromPagesBy from when on no page, figure or feed shows anything of theirs
 * @param goneFromDisksBy from when on their bytes are overwritten in what this server keeps itself;
 *     null where the database is somebody else's
 * @param notInOurReach what has to be asked of others
 */
record Receipt(
    String receipt,
    Instant requestedAt,
    Instant goneFromPagesBy,
    @Nullable Instant goneFromDisksBy,
    String notInOurReach) {
  private static final Duration PAGES = Duration.ofSeconds(60);
  private static final Duration DISKS = Duration.ofMinutes(15);
  private static final String BACKUPS =
      "Backups the host made, and what pages and programs elsewhere copied from public figures. Your"
          + " name, id and tokens in backups cannot be read any more: their key is destroyed.";
  private static final String EXTERNAL =
      " The database runs outside this server; when it overwrites the bytes is up to it.";

  static Receipt of(Eraser.Erasure erasure, boolean embedded) {
    Instant at = erasure.requestedAt();
    return new Receipt(
        erasure.receipt(),
        at,
        at.plus(PAGES),
        embedded ? at.plus(DISKS) : null,
        embedded ? BACKUPS : BACKUPS + EXTERNAL);
  }
}
