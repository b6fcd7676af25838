package dev.groundswell.server.ledger;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Source;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Brings stored plays in line with a rule that they have come to break: their artist has another
 * genre by now, or the host admits other sources.
 *
 * <p>What the jobs still look at is corrected like any other play, with a change that takes back
 * what the play gave, so boards stay exact. It goes page by page, a few hundred plays a second, so
 * that whoever writes plays meanwhile does not wait. What is older changes without a word to the
 * jobs.
 */
public final class Realignment {
  private static final int PAGE = 200;
  private static final long PAUSE_MILLIS = 250;
  private static final int OLDER_PAGE = 5_000;
  private static final Set<Integer> ALL_SHARDS =
      IntStream.range(0, PlayChange.SHARDS).boxed().collect(Collectors.toUnmodifiableSet());

  /** Walks the table once, in the order of numbers, whoever's plays they are. */
  private static final String FIND =
      """
      select p.id, l.id as listener_id, l.shard, l.key
      from play p join listener l on l.id = p.listener_id and l.erasure is null
      %s
      where p.id > $1 and greatest(p.played_at, p.counted_at) >= $2 and %s
      order by p.id limit $3
      """;

  private static final String READ =
      """
      select p.*, %s as right_value
      from play p %s
      where p.id = any($1) and %s
        and exists (select from listener l where l.id = p.listener_id and l.erasure is null)
      """;

  private static final String SET_OLDER =
      """
      update play set %s = wrong.right_value
      from (
        select p.id, %s as right_value from play p %s
        where p.id > $1 and p.id <= $1 + $2 and greatest(p.played_at, p.counted_at) < $3 and %s
        ) wrong
      where play.id = wrong.id
      """;

  private final Pool pool;
  private final Clock clock;
  private final Scheduler scheduler;
  private final ShardTransactions transactions;
  private final Retries retries;
  private final PlayRule rule;
  private final String find;
  private final String read;
  private final String setOlder;

  private Realignment(
      PlayRule rule,
      Vertx vertx,
      Pool pool,
      Clock clock,
      RandomGenerator random,
      ChangePartitions partitions,
      ChangeSignal signal) {
    this.rule = rule;
    this.find = FIND.formatted(rule.joins(), rule.isWrong());
    this.read = READ.formatted(rule.right(), rule.joins(), rule.isWrong());
    this.setOlder = SET_OLDER.formatted(rule.column(), rule.right(), rule.joins(), rule.isWrong());
    this.pool = pool;
    this.clock = clock;
    this.scheduler = RxHelper.scheduler(vertx);
    this.transactions = new ShardTransactions(pool, clock, partitions, signal);
    this.retries = new Retries(random, scheduler);
  }

  /** The genres of plays, in line with those of their main artists. */
  public static Realignment ofGenres(
      Vertx vertx,
      Pool pool,
      Clock clock,
      RandomGenerator random,
      ChangePartitions partitions,
      ChangeSignal signal) {
    return new Realignment(PlayRule.genre(), vertx, pool, clock, random, partitions, signal);
  }

  /** Which plays are part of public figures, in line with the sources that the host admits. */
  public static Realignment ofSources(
      Set<Source> admitted,
      Vertx vertx,
      Pool pool,
      Clock clock,
      RandomGenerator random,
      ChangePartitions partitions,
      ChangeSignal signal) {
    return new Realignment(
        PlayRule.trends(admitted), vertx, pool, clock, random, partitions, signal);
  }

  /** A play that breaks the rule. */
  private record Wrong(long play, Person listener) {}

  /**
   * Corrects all plays; answers how many there were.
   *
   * @param progress told how many have been corrected so far
   */
  public Single<Long> run(LongConsumer progress) {
    OffsetDateTime since = clock.instant().minus(ChangePartitions.KEPT).atOffset(ZoneOffset.UTC);
    AtomicLong corrected = new AtomicLong();
    return transactionsOfBefore()
        .andThen(Completable.defer(() -> recent(since, corrected, progress)))
        .andThen(Completable.defer(() -> older(since, corrected, progress)))
        .andThen(Single.fromCallable(corrected::get));
  }

  /**
   * Waits for whoever is writing plays by what held before: once the rows of all shards have been
   * held, nobody is left who read an artist's genre before this began and has yet to commit.
   */
  private Completable transactionsOfBefore() {
    return retries
        .of(
            Single.defer(
                () -> transactions.run(ALL_SHARDS, (connection, changes) -> Single.just(true))))
        .ignoreElement();
  }

  private Completable recent(OffsetDateTime since, AtomicLong corrected, LongConsumer progress) {
    AtomicLong last = new AtomicLong();
    return Single.defer(() -> retries.of(find(last.get(), since)))
        .flatMap(
            page ->
                correct(page)
                    .doOnSuccess(done -> progress.accept(corrected.addAndGet(done)))
                    .doOnSuccess(done -> page.forEach(wrong -> last.set(wrong.play())))
                    .delay(page.isEmpty() ? 0 : PAUSE_MILLIS, TimeUnit.MILLISECONDS, scheduler)
                    .map(done -> page.size()))
        .repeat()
        .takeUntil(size -> size < PAGE)
        .ignoreElements();
  }

  private Single<List<Wrong>> find(long after, OffsetDateTime since) {
    return pool.preparedQuery(find)
        .rxExecute(Tuple.of(after, since, PAGE))
        .map(
            rows -> {
              List<Wrong> page = new ArrayList<>();
              for (Row row : rows) {
                page.add(
                    new Wrong(
                        row.getLong("id"),
                        new Person(
                            row.getLong("listener_id"),
                            row.getInteger("shard"),
                            row.getLong("key"))));
              }
              return page;
            });
  }

  private Single<Integer> correct(List<Wrong> page) {
    if (page.isEmpty()) {
      return Single.just(0);
    }
    Map<Long, Person> listeners = new HashMap<>();
    Set<Integer> shards = new HashSet<>();
    for (Wrong wrong : page) {
      listeners.put(wrong.listener().id(), wrong.listener());
      shards.add(wrong.listener().shard());
    }
    Long[] plays = page.stream().map(Wrong::play).toArray(Long[]::new);
    return retries
        .of(
            Single.defer(
                () ->
                    transactions.run(
                        shards,
                        (connection, changes) -> correct(connection, changes, plays, listeners))))
        .map(ShardTransactions.Committed::result);
  }

  /** While the shards are held the plays are read anew: some may have been corrected since. */
  private Single<Integer> correct(
      SqlConnection connection, ChangeLog changes, Long[] plays, Map<Long, Person> listeners) {
    return connection
        .preparedQuery(read)
        .rxExecute(Tuple.wrap(new Object[] {plays}))
        .map(
            rows -> {
              List<PlayDiff> diffs = new ArrayList<>();
              for (Row row : rows) {
                StoredPlay play = PlayTable.playOf(row);
                diffs.add(
                    new PlayDiff(
                        play, play.next(play.endedAt(), rule.with().apply(play.state(), row))));
              }
              return diffs;
            })
        .flatMap(
            diffs ->
                PlayWriter.write(
                        connection,
                        diffs,
                        changes,
                        listener -> Objects.requireNonNull(listeners.get(listener)))
                    .toSingleDefault(diffs.size()));
  }

  private Completable older(OffsetDateTime since, AtomicLong corrected, LongConsumer progress) {
    return pool.query("select coalesce(max(id), 0) from play")
        .rxExecute()
        .map(rows -> rows.iterator().next().getLong(0))
        .flatMapCompletable(
            most ->
                Flowable.rangeLong(0, most / OLDER_PAGE + 1)
                    .concatMapCompletable(
                        page ->
                            retries
                                .of(
                                    pool.preparedQuery(setOlder)
                                        .rxExecute(Tuple.of(page * OLDER_PAGE, OLDER_PAGE, since)))
                                .doOnSuccess(
                                    done -> progress.accept(corrected.addAndGet(done.rowCount())))
                                .ignoreElement(),
                        1));
  }
}
