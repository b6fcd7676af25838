package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.RowSet;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Erases a listener.
 *
 * <p>One transaction makes it irrevocable: the listener's own key is destroyed, accounts and
 * sessions go, one change tells the jobs, and the listener's older changes become void. Then plays
 * and sightings go slice by slice, the entries in the streams, and last the listener's row, which
 * until then says that work is left; a sweep takes up what a crash or an absent Redis left undone.
 * The bytes follow: files are written anew without what was deleted.
 */
public final class Erasure {
  private static final Logger LOG = LoggerFactory.getLogger(Erasure.class);
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(15);
  private static final Duration WAIT_FOR_ROWS = Duration.ofSeconds(5);

  private final Pool pool;
  private final Clock clock;
  private final Scheduler scheduler;
  private final ShardTransactions transactions;
  private final Persons persons;
  private final PublicIds receipts;
  private final PublishedChanges published;
  private final StoredBytes bytes;
  private final List<String> outsideReach;
  private Disposable sweeping = Disposable.disposed();

  /**
   * @param random for receipts; a {@link java.security.SecureRandom}
   * @param outsideReach what the receipt names as beyond this server, such as backups
   */
  public Erasure(
      Vertx vertx,
      Pool pool,
      Clock clock,
      RandomGenerator random,
      ChangePartitions partitions,
      ChangeSignal signal,
      PublishedChanges published,
      StoredBytes bytes,
      List<String> outsideReach) {
    this.pool = pool;
    this.clock = clock;
    this.scheduler = RxHelper.scheduler(vertx);
    this.transactions = new ShardTransactions(pool, clock, partitions, signal);
    this.persons = new Persons(pool);
    this.receipts = new PublicIds(random);
    this.published = published;
    this.bytes = bytes;
    this.outsideReach = List.copyOf(outsideReach);
  }

  /** Begins the sweep, which finishes what was begun before a restart too. */
  public void start() {
    sweeping =
        Flowable.interval(0, SWEEP_EVERY.toMillis(), TimeUnit.MILLISECONDS, scheduler)
            .onBackpressureDrop()
            .concatMapCompletable(now -> sweep(), 1)
            .subscribe();
  }

  public void stop() {
    sweeping.dispose();
  }

  /**
   * Erases a listener; a second call answers the same receipt while the first is under way.
   *
   * @return the receipt, after the erase has become irrevocable and, where that takes no more than
   *     some seconds, the rows are gone; {@link NoSuchElementException} where there is no such
   *     listener
   */
  public Single<Receipt> erase(long listenerId) {
    return persons
        .find(Set.of(listenerId))
        .flatMap(
            found -> {
              Person person = found.get(listenerId);
              return person == null
                  ? Single.error(new NoSuchElementException("no listener " + listenerId))
                  : begin(person);
            })
        .onErrorResumeNext(
            failure ->
                Single.error(
                    failure instanceof NoSuchElementException
                        ? failure
                        : LedgerUnavailableException.of(failure)))
        .flatMap(
            task ->
                finish(task)
                    .timeout(WAIT_FOR_ROWS.toMillis(), TimeUnit.MILLISECONDS, scheduler)
                    .onErrorComplete()
                    .andThen(Single.defer(() -> receipt(task.receipt).toSingle())));
  }

  /** A receipt given earlier, as things stand now. */
  public Maybe<Receipt> receipt(String id) {
    return pool.preparedQuery(ErasureSql.FIND)
        .rxExecute(Tuple.of(id))
        .flatMapMaybe(
            rows ->
                rows.size() == 0 ? Maybe.empty() : Maybe.just(receiptOf(rows.iterator().next())));
  }

  /** Finishes what is left: rows and entries first, then the bytes. Never fails. */
  Completable sweep() {
    return unfinished()
        .concatMapCompletable(task -> orLater(finish(task)))
        .andThen(orLater(Completable.defer(this::rewriteBytes)))
        .onErrorComplete();
  }

  private static Completable orLater(Completable step) {
    return step.doOnError(
            failure -> LOG.warn("An erase is not finished, trying again: {}", failure.getMessage()))
        .onErrorComplete();
  }

  /** What is left to do for a listener who is being erased; {@code seq} is the erase's change. */
  private record Task(long listenerId, long key, String receipt, int shard, long seq) {}

  private Single<Task> begin(Person person) {
    String receipt = receipts.next();
    return transactions
        .run(
            Set.of(person.shard()),
            (connection, changes) ->
                connection
                    .preparedQuery(ErasureSql.MARK)
                    .rxExecute(Tuple.of(person.id(), receipt))
                    .flatMap(
                        marked ->
                            marked.rowCount() == 0
                                ? Single.just(false)
                                : destroy(connection, changes, person, receipt)
                                    .toSingleDefault(true)))
        .flatMap(done -> taskOf(person.id()));
  }

  private Completable destroy(
      SqlConnection connection, ChangeLog changes, Person person, String receipt) {
    changes.erase(person);
    return Flowable.fromIterable(ErasureSql.AT_ONCE)
        .concatMapCompletable(
            sql -> connection.preparedQuery(sql).rxExecute(Tuple.of(person.id())).ignoreElement())
        .andThen(voidChanges(connection, person))
        .andThen(
            connection
                .preparedQuery(ErasureSql.RECEIPT)
                .rxExecute(
                    Tuple.of(
                        receipt,
                        person.shard(),
                        Columns.timestamp(changes.now().toEpochMilli()),
                        changes.lastSeq(person.shard()))))
        .ignoreElement();
  }

  private record Voided(long seq, String day, String body) {}

  private static Completable voidChanges(SqlConnection connection, Person person) {
    return connection
        .preparedQuery(ErasureSql.THEIR_CHANGES)
        .rxExecute(Tuple.of(person.id()))
        .flatMap(
            rows -> {
              List<Voided> voids = new ArrayList<>(rows.size());
              for (Row row : rows) {
                long seq = row.getLong("seq");
                String body =
                    ChangeLog.voided(person.shard(), seq, Columns.millis(row, "committed_at"));
                voids.add(new Voided(seq, row.getLocalDate("day").toString(), body));
              }
              return connection
                  .preparedQuery(ErasureSql.VOID)
                  .rxExecute(
                      Columns.of(voids)
                          .longs(Voided::seq)
                          .texts(Voided::day)
                          .texts(Voided::body)
                          .with(person.shard()));
            })
        .ignoreElement();
  }

  private Completable finish(Task task) {
    return Flowable.fromIterable(ErasureSql.SLICES)
        .concatMapCompletable(sql -> deleteAll(sql, task.listenerId))
        .andThen(Completable.defer(() -> forgetEntries(task)))
        .andThen(Completable.defer(() -> close(task)));
  }

  private Completable deleteAll(String slice, long listenerId) {
    return pool.preparedQuery(slice)
        .rxExecute(Tuple.of(listenerId))
        .repeat()
        .takeUntil(deleted -> deleted.rowCount() == 0)
        .ignoreElements();
  }

  private Completable forgetEntries(Task task) {
    return pool.preparedQuery(ErasureSql.VOIDED)
        .rxExecute(Tuple.of(task.shard, task.seq))
        .flatMapCompletable(
            rows -> {
              List<Long> seqs = new ArrayList<>(rows.size());
              rows.forEach(row -> seqs.add(row.getLong("seq")));
              return published.forget(task.shard, seqs, task.seq);
            })
        .andThen(Completable.defer(() -> published.forgetNow(task.shard, task.key)));
  }

  private Completable close(Task task) {
    return pool.rxWithTransaction(
            connection ->
                connection
                    .preparedQuery("delete from listener where id = $1")
                    .rxExecute(Tuple.of(task.listenerId))
                    .flatMap(
                        gone ->
                            connection
                                .preparedQuery(
                                    "update erasure set rows_gone_at = $2"
                                        + " where receipt = $1 and rows_gone_at is null")
                                .rxExecute(Tuple.of(task.receipt, now())))
                    .toMaybe())
        .ignoreElement();
  }

  private Completable rewriteBytes() {
    OffsetDateTime before = now();
    return pool.preparedQuery(
            "select count(*) from erasure where rows_gone_at <= $1 and bytes_gone_at is null")
        .rxExecute(Tuple.of(before))
        .filter(rows -> rows.iterator().next().getLong(0) > 0)
        .flatMapCompletable(
            waiting ->
                Flowable.fromIterable(ErasureSql.VACUUM)
                    .concatMapCompletable(sql -> pool.query(sql).rxExecute().ignoreElement())
                    .andThen(bytes.rewrite())
                    .andThen(
                        pool.preparedQuery(
                                "update erasure set bytes_gone_at = $2"
                                    + " where rows_gone_at <= $1 and bytes_gone_at is null")
                            .rxExecute(Tuple.of(before, now()))
                            .ignoreElement()));
  }

  private Flowable<Task> unfinished() {
    return tasks(pool.query(ErasureSql.UNFINISHED).rxExecute());
  }

  private Single<Task> taskOf(long listenerId) {
    return tasks(pool.preparedQuery(ErasureSql.TASK_OF).rxExecute(Tuple.of(listenerId)))
        .firstOrError();
  }

  private static Flowable<Task> tasks(Single<RowSet<Row>> query) {
    return query.flatMapPublisher(
        rows -> {
          List<Task> tasks = new ArrayList<>();
          rows.forEach(
              row ->
                  tasks.add(
                      new Task(
                          row.getLong("id"),
                          row.getLong("key"),
                          row.getString("receipt"),
                          row.getInteger("shard"),
                          row.getLong("seq"))));
          return Flowable.fromIterable(tasks);
        });
  }

  private OffsetDateTime now() {
    return clock.instant().atOffset(ZoneOffset.UTC);
  }

  private Receipt receiptOf(Row row) {
    return new Receipt(
        row.getString("receipt"),
        row.getOffsetDateTime("requested_at").toInstant(),
        instant(row.getOffsetDateTime("rows_gone_at")),
        instant(row.getOffsetDateTime("bytes_gone_at")),
        outsideReach);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }
}
