package dev.groundswell.server.imports;

import dev.groundswell.server.imports.ImportStore.Forecast;
import dev.groundswell.server.ledger.Foresight;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** One file on its way in: read piece by piece, and kept, or in a dry run only foreseen. */
final class Receiving {
  /** So many rows of a file are told apart from those before them in a dry run. */
  private static final int MOST_TOLD_APART = 200_000;

  private final long id;
  private final long listenerId;
  private final boolean dryRun;
  private final ImportStore store;
  private final Foresight foresight;
  private final ImportOptions options;
  private final Tally tally = new Tally();
  private final BroughtFile file;
  private final Set<UUID> foreseen = new HashSet<>();
  private List<ImportedRow> gathered = new ArrayList<>();
  private long bytes;
  private int chunks;
  private int readable;
  private int newPlays;

  /**
   * @param latest what ends later has not happened
   */
  Receiving(
      long id,
      long listenerId,
      boolean dryRun,
      ImportStore store,
      Foresight foresight,
      ImportOptions options,
      Instant latest) {
    this.id = id;
    this.listenerId = listenerId;
    this.dryRun = dryRun;
    this.store = store;
    this.foresight = foresight;
    this.options = options;
    this.file = new BroughtFile(latest, tally, options.largestUnpacked());
  }

  Completable take(byte[] piece) throws UnreadableExportException {
    bytes += piece.length;
    if (bytes > options.largestFile()) {
      return Completable.error(Uploads.tooLarge(options).asException());
    }
    gathered.addAll(file.feed(piece));
    return keep(batches(false));
  }

  /** What became of the rows, once all that is to be written waits for the lane. */
  Single<Tally> finish() throws UnreadableExportException {
    gathered.addAll(file.finish());
    return keep(batches(true))
        .andThen(Completable.defer(() -> store.received(id, tally, chunks, forecast())))
        .toSingleDefault(tally);
  }

  void close() {
    file.close();
  }

  private Forecast forecast() {
    return dryRun ? new Forecast(newPlays, readable - newPlays) : Forecast.NONE;
  }

  /** The batches that are full, and what is left where there comes no more. */
  private List<List<ImportedRow>> batches(boolean last) {
    List<List<ImportedRow>> batches = new ArrayList<>();
    int from = 0;
    while (gathered.size() - from >= options.batch() || (last && from < gathered.size())) {
      int until = Math.min(gathered.size(), from + options.batch());
      batches.add(List.copyOf(gathered.subList(from, until)));
      from = until;
    }
    gathered = new ArrayList<>(gathered.subList(from, gathered.size()));
    return batches;
  }

  private Completable keep(List<List<ImportedRow>> batches) {
    if (dryRun) {
      return Flowable.fromIterable(batches).concatMapCompletable(this::foresee);
    }
    int first = chunks;
    chunks += batches.size();
    return store.add(id, first, batches);
  }

  private static UUID named(ImportedRow row) {
    return UUID.nameUUIDFromBytes(row.observation().getBytes(StandardCharsets.UTF_8));
  }

  /** A row that comes twice is one play, also where a whole file lies between the two. */
  private Completable foresee(List<ImportedRow> rows) {
    readable += rows.size();
    return foresight
        .newPlays(
            rows.stream()
                .filter(row -> foreseen.size() >= MOST_TOLD_APART || foreseen.add(named(row)))
                .map(row -> row.sighting(listenerId))
                .toList())
        .doOnSuccess(count -> newPlays += count)
        .ignoreElement();
  }
}
