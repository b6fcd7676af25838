package dev.groundswell.server.imports;

import dev.groundswell.server.imports.ImportStore.Counted;
import dev.groundswell.server.imports.ImportStore.Turn;
import dev.groundswell.server.imports.Tally.RowError;
import dev.groundswell.server.ledger.LedgerUnavailableException;
import dev.groundswell.server.ledger.PlayLedger;
import dev.groundswell.server.ledger.Sighting;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one chunk: its rows go to the ledger, then the import's place moves past them.
 *
 * <p>A crash between the two gives the rows to the ledger again, which does not mind, and counts
 * them as it would have the first time.
 */
final class ImportWriter {
  private static final Logger LOG = LoggerFactory.getLogger(ImportWriter.class);

  private final ImportStore store;
  private final PlayLedger ledger;
  private final ImportMetrics metrics;

  ImportWriter(ImportStore store, PlayLedger ledger, ImportMetrics metrics) {
    this.store = store;
    this.ledger = ledger;
    this.metrics = metrics;
  }

  /** How many rows were written; fails where trying again later is right. */
  Single<Integer> write(Turn turn) {
    List<ImportedRow> rows = rowsOf(turn);
    if (rows.isEmpty()) {
      LOG.error("Import {} has lost its rows at place {} and is ended", turn.id(), turn.place());
      metrics.finished("failed");
      return store.fail(turn.id()).toSingleDefault(0);
    }
    List<RowError> errors = new ArrayList<>(turn.errors());
    return record(turn.listenerId(), rows, errors)
        .flatMap(
            failed ->
                store
                    .count(turn.id(), rows.stream().map(ImportedRow::observation).toList())
                    .flatMap(counted -> move(turn, rows.size(), counted, failed, errors)))
        .map(moved -> rows.size());
  }

  private static List<ImportedRow> rowsOf(Turn turn) {
    String text = turn.rows();
    try {
      return text == null ? List.of() : RowsCodec.rows(text);
    } catch (UncheckedIOException broken) {
      return List.of();
    }
  }

  /** How many rows the ledger refuses for good; one bad row costs the others nothing. */
  private Single<Integer> record(long listenerId, List<ImportedRow> rows, List<RowError> errors) {
    return Single.fromCallable(() -> sightings(listenerId, rows))
        .flatMap(sightings -> ledger.record(sightings).toSingleDefault(0))
        .onErrorResumeNext(
            failure -> {
              if (failure instanceof LedgerUnavailableException) {
                return Single.error(failure);
              }
              if (rows.size() > 1) {
                return Flowable.fromIterable(rows)
                    .concatMapSingle(row -> record(listenerId, List.of(row), errors))
                    .reduce(0, Integer::sum);
              }
              if (errors.size() < Tally.MOST_ERRORS) {
                errors.add(new RowError(rows.get(0).row(), "refused"));
              }
              return Single.just(1);
            });
  }

  private static List<Sighting> sightings(long listenerId, List<ImportedRow> rows) {
    return rows.stream().map(row -> row.sighting(listenerId)).toList();
  }

  private Single<Boolean> move(
      Turn turn, int rows, Counted counted, int failed, List<RowError> errors) {
    int merged = Math.max(0, rows - counted.stored() - failed);
    return store
        .advance(turn, counted, merged, failed, errors)
        .doOnSuccess(
            state -> {
              metrics.rows(counted.stored(), merged, failed);
              if (!state.equals("running")) {
                metrics.finished(state);
              }
            })
        .isEmpty();
  }
}
