package dev.groundswell.server.imports;

import dev.groundswell.server.imports.Tally.RowError;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Imports in PostgreSQL: what was read of a file and waits, and how far the lane has come.
 *
 * <p>Uploads lie here rather than in files, since any server may go on with what another received,
 * and an erase finds them beside all the rest.
 */
final class ImportStore {
  private static final int REMEMBERED = 20;
  private static final Duration LONGEST_RECEIVED = Duration.ofHours(1);

  private final Pool pool;
  private final Clock clock;

  ImportStore(Pool pool, Clock clock) {
    this.pool = pool;
    this.clock = clock;
  }

  /** What keeps a further import from being opened. */
  enum Refusal {
    NO_LISTENER,
    TOO_MANY
  }

  /** A new import, or why there is none. */
  record Opened(long id, @Nullable Refusal refusal) {}

  Single<Opened> open(long listenerId, String publicId, boolean dryRun, int mostUnfinished) {
    return pool.rxWithTransaction(
            connection ->
                connection
                    .preparedQuery(ImportSql.LISTENER)
                    .rxExecute(Tuple.of(listenerId))
                    .flatMap(
                        found ->
                            found.size() == 0
                                ? Single.just(new Opened(0, Refusal.NO_LISTENER))
                                : open(connection, listenerId, publicId, dryRun, mostUnfinished))
                    .toMaybe())
        .toSingle();
  }

  private Single<Opened> open(
      SqlConnection connection, long listenerId, String publicId, boolean dryRun, int most) {
    return connection
        .preparedQuery(ImportSql.UNFINISHED)
        .rxExecute(Tuple.of(listenerId))
        .flatMap(
            counted ->
                counted.iterator().next().getLong(0) >= most
                    ? Single.just(new Opened(0, Refusal.TOO_MANY))
                    : connection
                        .preparedQuery(ImportSql.OPEN)
                        .rxExecute(Tuple.of(publicId, listenerId, dryRun, now()))
                        .map(opened -> new Opened(opened.iterator().next().getLong(0), null)));
  }

  /** Adds chunks from a place on; an error where the import, or its owner, is gone meanwhile. */
  Completable add(long id, int firstPlace, List<List<ImportedRow>> chunks) {
    if (chunks.isEmpty()) {
      return Completable.complete();
    }
    List<Integer> places = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (List<ImportedRow> chunk : chunks) {
      places.add(firstPlace + places.size());
      rows.add(RowsCodec.encode(chunk));
    }
    return pool.preparedQuery(ImportSql.ADD)
        .rxExecute(Tuple.of(id, places.toArray(Integer[]::new), rows.toArray(String[]::new)))
        .flatMapCompletable(
            added -> added.rowCount() == chunks.size() ? Completable.complete() : gone());
  }

  /** What a dry run expects of the rows; nothing where they are written. */
  record Forecast(int stored, int merged) {
    static final Forecast NONE = new Forecast(0, 0);
  }

  /** The file is there: from here on the lane has it, unless nothing of it is to be written. */
  Completable received(long id, Tally tally, int chunks, Forecast forecast) {
    String skipped = RowsCodec.encode(tally.skipped());
    String errors = RowsCodec.encode(tally.errors());
    return pool.preparedQuery(ImportSql.RECEIVED)
        .rxExecute(
            Tuple.of(id, tally.rows(), skipped, errors, chunks, now())
                .addString(RowsCodec.encode(tally.files()))
                .addString(RowsCodec.encode(tally.passedOver()))
                .addInteger(forecast.stored())
                .addInteger(forecast.merged()))
        .flatMapCompletable(rows -> rows.size() == 1 ? Completable.complete() : gone());
  }

  Completable discard(long id) {
    return pool.preparedQuery(ImportSql.DISCARD).rxExecute(Tuple.of(id)).ignoreElement();
  }

  /**
   * A chunk to be written.
   *
   * @param rows null where they are not there, which only a hand in the database can bring about
   */
  record Turn(long id, long listenerId, int place, List<RowError> errors, @Nullable String rows) {}

  /** The next chunk, which belongs to the holder for so long; empty where nothing waits. */
  Maybe<Turn> take(String holder, Duration lease) {
    OffsetDateTime now = now();
    return pool.preparedQuery(ImportSql.TAKE)
        .rxExecute(Tuple.of(holder, now, now.plus(lease)))
        .flatMapMaybe(
            rows -> rows.size() == 0 ? Maybe.empty() : Maybe.just(turnOf(rows.iterator().next())));
  }

  /** What came of a chunk: plays that are new, and the newest sighting there is now. */
  record Counted(int stored, long mark) {}

  Single<Counted> count(long id, List<String> observations) {
    return pool.preparedQuery(ImportSql.COUNT)
        .rxExecute(Tuple.of(id, observations.toArray(String[]::new)))
        .map(
            rows -> {
              Row row = rows.iterator().next();
              return new Counted(Math.toIntExact(row.getLong("stored")), row.getLong("mark"));
            });
  }

  /**
   * Moves past a chunk; the state afterwards, empty where the import was ended meanwhile or another
   * server has moved it.
   */
  Maybe<String> advance(Turn turn, Counted counted, int merged, int failed, List<RowError> errors) {
    return pool.preparedQuery(ImportSql.ADVANCE)
        .rxExecute(
            Tuple.of(turn.id, turn.place, counted.stored, merged, failed)
                .addString(RowsCodec.encode(errors))
                .addLong(counted.mark)
                .addOffsetDateTime(now()))
        .flatMapMaybe(
            rows ->
                rows.size() == 0 ? Maybe.empty() : Maybe.just(rows.iterator().next().getString(0)));
  }

  Completable fail(long id) {
    return pool.preparedQuery(ImportSql.END_BY_ID)
        .rxExecute(Tuple.of(id, "failed", now()))
        .ignoreElement();
  }

  /** Ends an import that runs; what it has written stays. */
  Completable cancel(long listenerId, String publicId) {
    return pool.preparedQuery(ImportSql.END_BY_NAME)
        .rxExecute(Tuple.of(listenerId, "cancelled", now(), publicId))
        .ignoreElement();
  }

  Maybe<ImportView> find(long listenerId, String publicId) {
    return pool.preparedQuery(ImportSql.FIND)
        .rxExecute(Tuple.of(listenerId, publicId))
        .flatMapMaybe(
            rows -> rows.size() == 0 ? Maybe.empty() : Maybe.just(viewOf(rows.iterator().next())));
  }

  Single<ImportView.All> list(long listenerId) {
    return pool.preparedQuery(ImportSql.LIST)
        .rxExecute(Tuple.of(listenerId, REMEMBERED))
        .map(
            rows -> {
              List<ImportView> all = new ArrayList<>();
              rows.forEach(row -> all.add(viewOf(row)));
              return new ImportView.All(all);
            });
  }

  /** How many imports run or wait. */
  Single<Long> waiting() {
    return pool.query(ImportSql.WAITING).rxExecute().map(ImportStore::number);
  }

  /** Gives up what this holder has taken, so that others need not wait for the end of its turn. */
  Completable letGo(String holder) {
    return pool.preparedQuery(ImportSql.LET_GO).rxExecute(Tuple.of(holder)).ignoreElement();
  }

  Completable sweepUploads() {
    return pool.preparedQuery(ImportSql.SWEEP_UPLOADS)
        .rxExecute(Tuple.of(now().minus(LONGEST_RECEIVED)))
        .ignoreElement();
  }

  /** Forgets all but a listener's newest imports. */
  Completable sweepFinished(long listenerId) {
    return pool.preparedQuery(ImportSql.SWEEP_FINISHED)
        .rxExecute(Tuple.of(listenerId, REMEMBERED))
        .ignoreElement();
  }

  private static Completable gone() {
    return Completable.error(() -> new IllegalStateException("the import is gone"));
  }

  private static long number(RowSet<Row> rows) {
    return rows.iterator().next().getLong(0);
  }

  private static Turn turnOf(Row row) {
    return new Turn(
        row.getLong("id"),
        row.getLong("listener_id"),
        row.getInteger("place"),
        RowsCodec.errors(row.getString("errors")),
        row.getString("rows"));
  }

  private static ImportView viewOf(Row row) {
    OffsetDateTime finished = row.getOffsetDateTime("finished_at");
    return new ImportView(
        row.getString("public_id"),
        row.getString("state"),
        row.getBoolean("dry_run"),
        row.getInteger("total"),
        row.getInteger("stored"),
        row.getInteger("merged"),
        RowsCodec.counts(row.getString("skipped")),
        row.getInteger("failed"),
        RowsCodec.errors(row.getString("errors")),
        RowsCodec.files(row.getString("files")),
        RowsCodec.passedOver(row.getString("passed")),
        row.getOffsetDateTime("created_at").toInstant(),
        finished == null ? null : finished.toInstant());
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }
}
