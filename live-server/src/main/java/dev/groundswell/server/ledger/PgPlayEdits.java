package dev.groundswell.server.ledger;

import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Edits of plays in PostgreSQL, each in one transaction that holds the listener's shard. */
public final class PgPlayEdits implements PlayEdits {
  private static final String RECENT =
      "select * from play where listener_id = $1 and greatest(played_at, counted_at) >= $2";

  /** What the jobs no longer look at changes without a word to them. */
  private static final String SET_OLDER =
      """
      update play set trends = $3 and source = any($4)
      where listener_id = $1 and greatest(played_at, counted_at) < $2
        and trends <> ($3 and source = any($4))
      """;

  private final ShardTransactions transactions;
  private final Retries retries;
  private final Persons persons;
  private final Set<Source> admitted;

  /**
   * @param admitted the sources whose plays may be part of public figures
   */
  public PgPlayEdits(
      Vertx vertx,
      Pool pool,
      Clock clock,
      RandomGenerator random,
      Set<Source> admitted,
      ChangePartitions partitions,
      ChangeSignal signal) {
    this.transactions = new ShardTransactions(pool, clock, partitions, signal);
    this.retries = new Retries(random, RxHelper.scheduler(vertx));
    this.persons = new Persons(pool);
    this.admitted = Set.copyOf(admitted);
  }

  @Override
  public Single<Boolean> deletePlay(long listenerId, String playPublicId) {
    return edit(
            listenerId,
            person ->
                (connection, changes) ->
                    PlayTable.byPublicId(connection, listenerId, playPublicId)
                        .flatMap(
                            found ->
                                found.isEmpty()
                                    ? Single.just(false)
                                    : delete(connection, changes, person, found.get(0))
                                        .toSingleDefault(true)))
        .defaultIfEmpty(false);
  }

  @Override
  public Completable setTrends(long listenerId, boolean joined) {
    return choose(
        listenerId,
        "update listener set trends = $2 where id = $1 and erasure is null",
        joined,
        (connection, changes, person) ->
            rewrite(connection, changes, person, play -> withTrends(play, joined))
                .andThen(setOlder(connection, changes, person, joined)));
  }

  @Override
  public Completable setZone(long listenerId, ZoneId zone) {
    WeekClock clock = new WeekClock(zone);
    return choose(
        listenerId,
        "update listener set zone = $2 where id = $1 and erasure is null",
        zone.getId(),
        (connection, changes, person) ->
            rewrite(connection, changes, person, play -> withClock(play, clock)));
  }

  /** What follows for a listener's plays from a choice. */
  private interface Consequence {
    Completable of(SqlConnection connection, ChangeLog changes, Person person);
  }

  private Completable choose(long listenerId, String keep, Object choice, Consequence consequence) {
    return edit(
            listenerId,
            person ->
                (connection, changes) ->
                    connection
                        .preparedQuery(keep)
                        .rxExecute(Tuple.of(listenerId, choice))
                        .flatMapCompletable(
                            rows ->
                                rows.rowCount() == 0
                                    ? Completable.complete()
                                    : consequence.of(connection, changes, person))
                        .toSingleDefault(true))
        .ignoreElement();
  }

  private Completable delete(
      SqlConnection connection, ChangeLog changes, Person person, StoredPlay play) {
    return SightingTable.byId(connection, play.firstSighting())
        .flatMap(first -> Neighbourhoods.of(connection, first))
        .flatMapCompletable(around -> SightingTable.remove(connection, sightingsOf(play, around)))
        .andThen(
            PlayWriter.write(
                connection, List.of(new PlayDiff(play, null)), changes, listener -> person));
  }

  private static Set<Long> sightingsOf(StoredPlay play, List<StoredSighting> around) {
    return PlayMatcher.match(around).stream()
        .filter(match -> match.firstSighting() == play.firstSighting())
        .findFirst()
        .<Set<Long>>map(MatchedPlay::sightings)
        .orElse(Set.of(play.firstSighting()));
  }

  /** Changes those plays that the jobs may look at. */
  private static Completable rewrite(
      SqlConnection connection, ChangeLog changes, Person person, UnaryOperator<StoredPlay> edit) {
    return PlayTable.read(connection, RECENT, Tuple.of(person.id(), since(changes)))
        .flatMapCompletable(
            plays ->
                PlayWriter.write(
                    connection,
                    plays.stream()
                        .map(play -> new PlayDiff(play, edit.apply(play)))
                        .filter(PlayDiff::concernsJobs)
                        .toList(),
                    changes,
                    listener -> person));
  }

  private Completable setOlder(
      SqlConnection connection, ChangeLog changes, Person person, boolean joined) {
    String[] sources = admitted.stream().map(Source::label).toArray(String[]::new);
    return connection
        .preparedQuery(SET_OLDER)
        .rxExecute(Tuple.of(person.id(), since(changes), joined, sources))
        .ignoreElement();
  }

  private static OffsetDateTime since(ChangeLog changes) {
    return changes.now().minus(ChangePartitions.KEPT).atOffset(ZoneOffset.UTC);
  }

  private StoredPlay withTrends(StoredPlay play, boolean joined) {
    PlayState state = play.state();
    return play.next(play.endedAt(), state.withTrends(joined && admitted.contains(state.source())));
  }

  private static StoredPlay withClock(StoredPlay play, WeekClock clock) {
    PlayState state = play.state();
    return play.next(play.endedAt(), state.withWeekHour(clock.hourOf(state.countedAt())));
  }

  private interface Edit<T> {
    ShardTransactions.Work<T> of(Person person);
  }

  /** Empty where there is no such listener. */
  private <T> Maybe<T> edit(long listenerId, Edit<T> edit) {
    return retries
        .of(persons.find(Set.of(listenerId)))
        .filter(found -> found.containsKey(listenerId))
        .map(found -> Objects.requireNonNull(found.get(listenerId)))
        .flatMapSingle(
            person ->
                retries.of(
                    Single.defer(() -> transactions.run(Set.of(person.shard()), edit.of(person)))))
        .map(ShardTransactions.Committed::result)
        .onErrorResumeNext(failure -> Maybe.error(LedgerUnavailableException.of(failure)));
  }
}
