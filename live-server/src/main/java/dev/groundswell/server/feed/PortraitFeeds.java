package dev.groundswell.server.feed;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.boards.BoardReader;
import dev.groundswell.server.boards.Catalogue;
import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.boards.WatchList;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.ledger.ItemView;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.RxHelper;
import io.vertx.rxjava3.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feeds of portraits, each there for as long as somebody looks at it.
 *
 * <p>Who asks for one has the jobs make it, and its log followed. A minute after nobody has looked
 * any more it is let go; so is the one not looked at for longest where there are too many.
 */
public final class PortraitFeeds {
  private static final Logger log = LoggerFactory.getLogger(PortraitFeeds.class);

  /** The most at a time on this server; the jobs themselves make no more than 500. */
  private static final int MOST = 400;

  private static final long STAYS_MILLIS = Duration.ofMinutes(1).toMillis();
  private static final long RENEW_MILLIS = Duration.ofSeconds(10).toMillis();
  private static final long TICK_MILLIS = Duration.ofSeconds(1).toMillis();

  /** Nobody who streams looks less often; so who looked later than that may be streaming. */
  private static final long STREAMED_MILLIS = Duration.ofSeconds(3).toMillis();

  /** What is told again every 20 s cannot be much older while it is made. */
  private static final long FRESH_MILLIS = Duration.ofSeconds(25).toMillis();

  private static final long LOOK_MILLIS = 50;
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /** A page shows names meanwhile, and gets the rest by its feed. */
  private static final Duration PATIENCE_OF_A_PAGE = Duration.ofMillis(1_200);

  private static final Duration RETRY = Duration.ofSeconds(5);
  private static final int REMEMBERED = 10_000;
  private static final int LONGEST_ID = 100;

  private final Vertx vertx;
  private final FeedHub hub;
  private final BoardReader reader;
  private final WatchList watchList;
  private final Numbers numbers;
  private final Catalogue catalogue;
  private final JobsTime time;
  private final Clock clock;
  private final Map<Topic, TopicFeed> open = new ConcurrentHashMap<>();
  private final Cache<String, Long> known = Caffeine.newBuilder().maximumSize(REMEMBERED).build();
  private long renewedAt;
  private long timer = -1;

  /** Where the ledger's number of an item is looked up; the ledger's catalogue answers. */
  public interface Numbers {
    /** Empty where there is no such item. */
    Maybe<Long> of(Kind kind, String publicId);
  }

  public PortraitFeeds(
      Vertx vertx,
      FeedHub hub,
      BoardReader reader,
      WatchList watchList,
      Numbers numbers,
      Catalogue catalogue,
      JobsTime time,
      Clock clock) {
    this.vertx = vertx;
    this.hub = hub;
    this.reader = reader;
    this.watchList = watchList;
    this.numbers = numbers;
    this.catalogue = catalogue;
    this.time = time;
    this.clock = clock;
  }

  public void start() {
    timer = vertx.setPeriodic(TICK_MILLIS, id -> tick());
  }

  public void close() {
    vertx.cancelTimer(timer);
  }

  /**
   * The portrait of an item as it is now, waited for a few seconds if need be.
   *
   * @return an error that is a 404 where there is no such item, a 503 where the jobs tell nothing
   */
  public Single<Snapshot> snapshot(Kind kind, String publicId) {
    return feed(kind, publicId)
        .flatMap(feed -> made(feed, PATIENCE).andThen(Single.defer(() -> shown(feed))));
  }

  /**
   * What there is of an item, for a page: waited for only briefly, and the catalogue's part of it
   * where there is no more.
   *
   * @return an error that is a 404 where there is no such item
   */
  public Single<Portrait> portrait(Kind kind, String publicId) {
    return feed(kind, publicId)
        .flatMap(
            feed -> made(feed, PATIENCE_OF_A_PAGE).andThen(Single.fromCallable(() -> seen(feed))));
  }

  /**
   * The feed of an item's portrait.
   *
   * @return an error that is a 404 where there is no such item
   */
  Single<TopicFeed> feed(Kind kind, String publicId) {
    return number(kind, publicId)
        .flatMapSingle(
            number ->
                catalogue
                    .named(kind, Set.of(number))
                    .map(found -> opened(kind, number, found.get(number))))
        .switchIfEmpty(
            Single.error(
                () ->
                    Problem.notFound("There is nothing of this id among the " + kind.word() + ".")
                        .asException()));
  }

  /** The kind and the public id of a name such as {@code tracks.WdjWvFebv35ZPRMf}. */
  static Optional<Map.Entry<Kind, String>> parse(String name) {
    int dot = name.indexOf('.');
    return dot < 0 || dot + 1 == name.length()
        ? Optional.empty()
        : Kind.of(name.substring(0, dot)).map(kind -> Map.entry(kind, name.substring(dot + 1)));
  }

  private Maybe<Long> number(Kind kind, String publicId) {
    String name = kind.word() + "." + publicId;
    Long number = known.getIfPresent(name);
    if (number != null) {
      return Maybe.just(number);
    }
    return publicId.length() > LONGEST_ID || publicId.indexOf('\0') >= 0
        ? Maybe.empty()
        : numbers.of(kind, publicId).doOnSuccess(found -> known.put(name, found));
  }

  private TopicFeed opened(Kind kind, long number, @Nullable ItemView item) {
    if (item == null) {
      throw Problem.unavailable("Names cannot be looked up at the moment.", RETRY).asException();
    }
    Topic topic = Topic.portrait(kind, number);
    TopicFeed feed =
        open.computeIfAbsent(
            topic,
            absent -> {
              reader.follow(topic);
              renew(List.of(topic));
              return hub.open(Subject.of(topic, item));
            });
    feed.look(clock.millis());
    if (open.size() > MOST) {
      letGoOfOne();
    }
    return feed;
  }

  /** Ends once the jobs have told of it lately, or patience has. */
  private Completable made(TopicFeed feed, Duration patience) {
    return Flowable.interval(0, LOOK_MILLIS, TimeUnit.MILLISECONDS, RxHelper.scheduler(vertx))
        .take(patience.toMillis() / LOOK_MILLIS)
        .filter(look -> isFresh(feed))
        .firstElement()
        .ignoreElement();
  }

  private Portrait seen(TopicFeed feed) {
    ItemView item = Objects.requireNonNull(feed.subject().item());
    Version version = feed.current(Limit.ALL);
    return version == null
        ? Portrait.of(item)
        : Portrait.of(item, version, hub.snapshot(feed, Limit.ALL));
  }

  private Single<Snapshot> shown(TopicFeed feed) {
    return hub.snapshot(feed, Limit.ALL)
        .map(Single::just)
        .orElseGet(
            () ->
                Single.error(
                    Problem.unavailable("This was not computed yet.", RETRY).asException()));
  }

  private boolean isFresh(TopicFeed feed) {
    Version version = feed.current(Limit.ALL);
    return version != null && version.head().asOf() >= time.asOf() - FRESH_MILLIS;
  }

  private void tick() {
    long now = clock.millis();
    open.values().stream()
        .filter(feed -> feed.lookedAt() < now - STAYS_MILLIS)
        .forEach(this::letGo);
    if (now - renewedAt >= RENEW_MILLIS) {
      renewedAt = now;
      renew(List.copyOf(open.keySet()));
    }
  }

  /** The one not looked at for longest; one that is streamed only where all are. */
  private void letGoOfOne() {
    long streamed = clock.millis() - STREAMED_MILLIS;
    TopicFeed oldest =
        open.values().stream().min(Comparator.comparingLong(TopicFeed::lookedAt)).orElseThrow();
    if (oldest.lookedAt() > streamed) {
      throw Problem.unavailable("This server shows as many items as it can.", RETRY).asException();
    }
    letGo(oldest);
  }

  private void letGo(TopicFeed feed) {
    reader.unfollow(feed.topic());
    hub.close(feed.topic());
    open.remove(feed.topic());
  }

  private void renew(Collection<Topic> portraits) {
    var unused =
        watchList
            .renew(portraits)
            .subscribe(
                () -> {},
                away -> log.debug("The watch list cannot be renewed: {}", away.toString()));
  }
}
