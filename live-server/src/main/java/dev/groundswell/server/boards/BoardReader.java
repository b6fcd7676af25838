package dev.groundswell.server.boards;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.MalformedEventException;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.disposables.Disposable;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.redis.client.RedisConnection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the logs of all boards and the sampled plays over one blocking connection, and looks once
 * a second how far the jobs' time has come.
 *
 * <p>Each log is read back once, then followed with XREAD. It is read back again where an entry
 * does not fit onto the one before, and where its ids have gone backwards, which is what an emptied
 * Redis looks like. A lost connection is opened anew, with growing pauses.
 */
public final class BoardReader {
  private static final Logger log = LoggerFactory.getLogger(BoardReader.class);
  private static final int PAGE = 500;

  /** So long a portrait may have to wait that is followed while nothing else happens. */
  private static final long BLOCK_MILLIS = 500;

  private static final long PATIENCE_MILLIS = BLOCK_MILLIS + 5_000;
  private static final long TICK_MILLIS = 1_000;
  private static final long SHORTEST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 5_000;

  private final Vertx vertx;
  private final Supplier<Redis> clients;
  private final JobsTime time;
  private final BoardFollower follower;
  private final RandomGenerator chance;
  private final String scope;
  private final Scheduler scheduler;
  private final List<FollowedStream> always;
  private final Map<Topic, FollowedStream> portraits = new ConcurrentHashMap<>();
  private volatile @Nullable Redis client;
  private volatile boolean looking;
  private int failures;
  private Disposable following = Disposable.disposed();
  private long timer = -1;

  /**
   * @param clients makes a Redis client with a pool of at least two connections; a new one is asked
   *     for after each failure, so that no half-dead connection is met again
   */
  public BoardReader(
      Vertx vertx,
      Supplier<Redis> clients,
      JobsTime time,
      BoardFollower follower,
      RandomGenerator chance,
      String scope) {
    this.vertx = vertx;
    this.clients = clients;
    this.time = time;
    this.follower = follower;
    this.chance = chance;
    this.scope = scope;
    this.scheduler = RxHelper.scheduler(vertx);
    this.always =
        Stream.concat(
                Topic.all().stream().map(topic -> FollowedStream.ofLog(scope, topic)),
                Stream.of(FollowedStream.ofSampledPlays(scope)))
            .toList();
  }

  public void start() {
    following =
        Completable.defer(this::session)
            .retryWhen(errors -> errors.flatMap(this::pause))
            .subscribe(() -> {}, error -> log.error("Boards are no longer read", error));
    timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
  }

  public Completable close() {
    vertx.cancelTimer(timer);
    following.dispose();
    return Completable.complete();
  }

  /** Follows the log of a portrait from now on, which is read back first. */
  public void follow(Topic portrait) {
    portraits.put(portrait, FollowedStream.ofLog(scope, portrait));
  }

  public void unfollow(Topic portrait) {
    portraits.remove(portrait);
  }

  private List<FollowedStream> streams() {
    return Stream.concat(always.stream(), portraits.values().stream()).toList();
  }

  private Completable session() {
    return Completable.using(
        () -> {
          Redis opened = clients.get();
          client = opened;
          return opened;
        },
        opened -> opened.rxConnect().flatMapCompletable(this::follow),
        opened -> {
          client = null;
          var unused = opened.rxClose().subscribe(() -> {}, gone -> {});
        });
  }

  private Completable follow(RedisConnection redis) {
    return Completable.defer(() -> readBack(redis).andThen(Completable.defer(() -> readOn(redis))))
        .repeat();
  }

  private Flowable<?> pause(Throwable error) {
    if (failures == 0) {
      log.warn("Redis is away, boards stay as they are until it is back: {}", error.toString());
    }
    long longest = Math.min(LONGEST_PAUSE_MILLIS, SHORTEST_PAUSE_MILLIS << Math.min(failures, 10));
    failures++;
    long pause = longest / 2 + chance.nextLong(longest / 2 + 1);
    return Flowable.timer(pause, TimeUnit.MILLISECONDS, scheduler);
  }

  private Completable readBack(RedisConnection redis) {
    return Flowable.fromIterable(streams())
        .filter(FollowedStream::isBehind)
        .concatMapCompletable(stream -> readBack(redis, stream));
  }

  private Completable readBack(RedisConnection redis, FollowedStream stream) {
    stream.beginAgain();
    Topic topic = stream.topic();
    Completable reading =
        topic == null
            ? readBackPlays(redis, stream)
            : new ReadBack(request -> ask(redis, request), scope, stream, topic)
                .versions()
                .flatMapCompletable(versions -> follower.readBack(topic, versions));
    return reading.doOnError(error -> stream.fallBehind());
  }

  private Completable readBackPlays(RedisConnection redis, FollowedStream stream) {
    Request newest =
        Request.cmd(Command.XREVRANGE).arg(stream.key()).arg("+").arg("-").arg("COUNT").arg(20);
    return ask(redis, newest)
        .flatMapCompletable(
            answer -> {
              List<RedisEntry> entries = new ArrayList<>(RedisEntry.ofRange(answer.response()));
              Collections.reverse(entries);
              return takePlays(stream, entries);
            });
  }

  private Completable readOn(RedisConnection redis) {
    // Those that come meanwhile are read back before anything is read of them.
    List<FollowedStream> streams = streams().stream().filter(stream -> !stream.isBehind()).toList();
    Request read = Request.cmd(Command.XREAD).arg("COUNT").arg(PAGE).arg("BLOCK").arg(BLOCK_MILLIS);
    var unused = read.arg("STREAMS");
    streams.forEach(stream -> read.arg(stream.key()));
    streams.forEach(stream -> read.arg(stream.position().toString()));
    return ask(redis, read)
        .flatMapCompletable(
            answer -> {
              failures = 0;
              Map<String, List<RedisEntry>> entries = RedisEntry.ofRead(answer.response());
              return Flowable.fromIterable(streams)
                  .concatMapCompletable(
                      stream -> take(stream, entries.getOrDefault(stream.key(), List.of())));
            });
  }

  private Completable take(FollowedStream stream, List<RedisEntry> entries) {
    Topic topic = stream.topic();
    if (topic == null) {
      return takePlays(stream, entries);
    }
    List<BoardVersion> versions = new ArrayList<>();
    for (RedisEntry entry : entries) {
      boolean wasBroken = stream.log().isBroken();
      stream.log().take(entry).ifPresent(versions::add);
      stream.advanceTo(entry.id());
      if (stream.log().isBroken() && !wasBroken) {
        log.info("The log of {} has a hole before {}; it is read back", topic, entry.id());
        stream.fallBehind();
      }
    }
    return versions.isEmpty() ? Completable.complete() : follower.appended(topic, versions);
  }

  private Completable takePlays(FollowedStream stream, List<RedisEntry> entries) {
    List<SampledPlay> plays = new ArrayList<>();
    for (RedisEntry entry : entries) {
      stream.advanceTo(entry.id());
      try {
        plays.add(BoardCodec.decodeSampledPlay(entry.body()));
      } catch (MalformedEventException e) {
        log.warn("The sampled play {} is skipped: {}", entry.id(), e.getMessage());
      }
    }
    return plays.isEmpty() ? Completable.complete() : follower.sampled(plays);
  }

  private void tick() {
    Redis redis = client;
    if (redis == null || looking) {
      follower.ticked();
      return;
    }
    looking = true;
    List<LogId> positions = always.stream().map(FollowedStream::position).toList();
    var unused =
        redis
            .rxBatch(look())
            .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, scheduler)
            .doFinally(
                () -> {
                  looking = false;
                  follower.ticked();
                })
            .subscribe(answers -> see(answers, positions), away -> {});
  }

  private List<Request> look() {
    List<Request> requests = new ArrayList<>();
    requests.add(Request.cmd(Command.GET).arg(RedisKeys.asOf(scope)));
    for (FollowedStream stream : always) {
      requests.add(
          Request.cmd(Command.XREVRANGE).arg(stream.key()).arg("+").arg("-").arg("COUNT").arg(1));
    }
    return requests;
  }

  /**
   * What every server follows all the time is looked after; portraits go and come anyway.
   *
   * <p>Positions are those from before the look: what was read since then is newer than the answer.
   */
  private void see(List<@Nullable Response> answers, List<LogId> positions) {
    Response asOf = answers.get(0);
    if (asOf != null && asOf.toString().matches("\\d{1,18}")) {
      time.is(Long.parseLong(asOf.toString()));
    }
    for (int i = 0; i < always.size(); i++) {
      List<RedisEntry> last = RedisEntry.ofRange(answers.get(i + 1));
      if (!last.isEmpty() && last.get(0).id().compareTo(positions.get(i)) < 0) {
        log.info("{} has begun anew; it is read back", always.get(i).key());
        always.get(i).fallBehind();
      }
    }
  }

  private Single<Answer> ask(RedisConnection redis, Request request) {
    return redis
        .rxSend(request)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS, scheduler)
        .map(Answer::new)
        .defaultIfEmpty(new Answer(null));
  }

  /** What Redis answered; nothing is an answer too. */
  record Answer(@Nullable Response response) {}
}
