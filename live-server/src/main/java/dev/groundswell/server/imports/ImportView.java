package dev.groundswell.server.imports;

import dev.groundswell.server.imports.Tally.PassedOver;
import dev.groundswell.server.imports.Tally.ReadFile;
import dev.groundswell.server.imports.Tally.RowError;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import as its owner sees it.
 *
 * <p>Once done, {@code rows = stored + merged + skipped + failed}; until then the difference is
 * what waits. Of a dry run, which stores nothing, {@code stored} and {@code merged} say what would
 * come of the rows.
 *
 * @param state running (which includes waiting), done, failed or cancelled
 * @param rows in the file
 * @param stored plays that only this file told of
 * @param merged rows that are plays known already, from whatever source
 * @param skipped counts of rows that were not taken, by reason
 * @param failed rows that the ledger refused
 * @param files of a ZIP that were read, with their rows; none where one file was brought by itself
 * @param passedOver files of a ZIP that are no streaming history
 * @param errors the first rows that could not be taken
 */
record ImportView(
    String id,
    String state,
    boolean dryRun,
    int rows,
    int stored,
    int merged,
    Map<String, Integer> skipped,
    int failed,
    List<RowError> errors,
    List<ReadFile> files,
    PassedOver passedOver,
    Instant createdAt,
    @Nullable Instant finishedAt) {

  /** All of a listener's imports that are remembered, the newest first. */
  record All(List<ImportView> items) {}
}
