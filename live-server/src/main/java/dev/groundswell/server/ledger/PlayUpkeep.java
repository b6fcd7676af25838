package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps stored plays in line with what they follow from: once after the start with the sources that
 * the host admits, which may be others than before, and from then on with the genres of artists,
 * where one became known later.
 *
 * <p>Every server does it; what one has corrected, another finds right.
 */
public final class PlayUpkeep {
  private static final Logger log = LoggerFactory.getLogger(PlayUpkeep.class);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  /** A walk over the recent plays is not free, and artists become known in crowds. */
  private static final Duration BETWEEN_GENRES = Duration.ofMinutes(2);

  private static final String NOTED =
      """
      select array_agg(artist_id) as artists, array_agg(noted_at) as noted
      from (select artist_id, noted_at from late_genre limit 10000) few
      """;

  /** What was noted anew meanwhile stays. */
  private static final String DONE =
      """
      delete from late_genre l using unnest($1::bigint[], $2::timestamptz[]) as v (artist, noted)
      where l.artist_id = v.artist and l.noted_at = v.noted
      """;

  private final Pool pool;
  private final Realignment sources;
  private final Realignment genres;
  private final RandomGenerator chance;
  private final Scheduler scheduler;
  private final Duration betweenGenres;

  /**
   * @param scheduler on which pauses are made
   */
  public PlayUpkeep(
      Pool pool,
      Realignment sources,
      Realignment genres,
      RandomGenerator chance,
      Scheduler scheduler) {
    this(pool, sources, genres, chance, scheduler, BETWEEN_GENRES);
  }

  PlayUpkeep(
      Pool pool,
      Realignment sources,
      Realignment genres,
      RandomGenerator chance,
      Scheduler scheduler,
      Duration betweenGenres) {
    this.pool = pool;
    this.sources = sources;
    this.genres = genres;
    this.chance = chance;
    this.scheduler = scheduler;
    this.betweenGenres = betweenGenres;
  }

  /** Works until disposed of. */
  public Disposable start() {
    return untilDone(admit())
        .andThen(untilDone(Completable.defer(this::followGenres)).andThen(pause()).repeat())
        .subscribe(() -> {}, error -> log.error("Plays no longer follow their artists", error));
  }

  private Completable admit() {
    return sources
        .run(done -> {})
        .doOnSuccess(
            plays -> {
              if (plays > 0) {
                log.info("TREND_SOURCES is another than before: {} plays corrected", plays);
              }
            })
        .ignoreElement();
  }

  private Completable followGenres() {
    return pool.query(NOTED)
        .rxExecute()
        .flatMapCompletable(
            rows -> {
              Row noted = rows.iterator().next();
              Long[] artists = noted.getArrayOfLongs("artists");
              return artists == null
                  ? Completable.complete()
                  : follow(artists, noted.getArrayOfOffsetDateTimes("noted"));
            });
  }

  private Completable follow(Long[] artists, OffsetDateTime[] noted) {
    return genres
        .run(done -> {})
        .doOnSuccess(plays -> log.info("{} plays follow a genre that became known later", plays))
        .flatMap(plays -> pool.preparedQuery(DONE).rxExecute(Tuple.of(artists, noted)))
        .ignoreElement();
  }

  private Completable pause() {
    long millis = betweenGenres.toMillis();
    return Single.defer(
            () ->
                Single.timer(
                    millis / 2 + chance.nextLong(millis), TimeUnit.MILLISECONDS, scheduler))
        .ignoreElement();
  }

  private Completable untilDone(Completable work) {
    return work.retryWhen(
        failures ->
            failures
                .zipWith(Flowable.rangeLong(0, Long.MAX_VALUE), this::afterFailure)
                .flatMapSingle(
                    millis -> Single.timer(millis, TimeUnit.MILLISECONDS, scheduler), false, 1));
  }

  private long afterFailure(Throwable failure, long before) {
    log.warn("Plays are not brought in line now; tried again later: {}", failure.toString());
    long most = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() << Math.min(before, 10));
    return most / 2 + chance.nextLong(most / 2 + 1);
  }
}
