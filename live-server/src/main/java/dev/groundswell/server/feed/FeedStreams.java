package dev.groundswell.server.feed;

import dev.groundswell.server.http.Problem;
import io.netty.channel.EventLoop;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.subjects.CompletableSubject;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.ContextInternal;
import io.vertx.rxjava3.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/**
 * All open streams of this server, by the event loop of their connections.
 *
 * <p>They are woken when the hub has news, looked after every second, and told to come back a
 * little later, each at a time of its own, when the server stops.
 */
public final class FeedStreams {
  private static final Duration AGE_RETRY = Duration.ofSeconds(3);
  private static final Duration DEPLOY = Duration.ofSeconds(2);
  private static final Duration DEPLOY_JITTER = Duration.ofSeconds(6);

  private final Vertx vertx;
  private final FeedOptions options;
  private final Clock clock;
  private final RandomGenerator chance;
  private final StreamLimits limits;
  private final ConcurrentMap<EventLoop, FanOut> fanOuts = new ConcurrentHashMap<>();
  private final CompletableSubject gone = CompletableSubject.create();
  private final long timer;
  private volatile boolean closing;

  public FeedStreams(
      Vertx vertx, FeedHub hub, FeedOptions options, Clock clock, RandomGenerator chance) {
    this.vertx = vertx;
    this.options = options;
    this.clock = clock;
    this.chance = chance;
    this.limits = new StreamLimits(options.streamsPerClient(), options.streams());
    this.timer =
        vertx.setPeriodic(
            options.sweep().toMillis(),
            id -> fanOuts.values().forEach(fanOut -> fanOut.forEach(FeedStream::sweep)));
    hub.onNews(() -> fanOuts.values().forEach(FanOut::wake));
  }

  /** How many are open. */
  public int count() {
    return limits.open();
  }

  /**
   * Opens a stream; on the event loop of its connection.
   *
   * @throws dev.groundswell.server.http.ProblemException where there are too many
   */
  void open(
      HttpServerResponse response, Wire wire, List<Subscription> subscriptions, String client) {
    if (closing) {
      throw Problem.unavailable("This server is stopping.", DEPLOY).asException();
    }
    limits.enter(client);
    FanOut fanOut = fanOutHere();
    FeedStream stream =
        new FeedStream(
            response,
            wire,
            subscriptions,
            clock,
            options,
            clock.millis() + options.age().toMillis() + upTo(options.ageJitter()),
            upTo(AGE_RETRY));
    fanOut.add(stream);
    stream.open(
        () -> {
          fanOut.remove(stream);
          limits.leave(client);
          endedOne();
        });
  }

  /** Says {@code bye} to all; completes when none is open. */
  public Completable close() {
    closing = true;
    vertx.cancelTimer(timer);
    fanOuts
        .values()
        .forEach(
            fanOut ->
                fanOut.forEach(
                    stream -> stream.bye("deploy", DEPLOY.toMillis() + upTo(DEPLOY_JITTER))));
    endedOne();
    return gone;
  }

  private void endedOne() {
    if (closing && limits.open() == 0) {
      gone.onComplete();
    }
  }

  private long upTo(Duration jitter) {
    return chance.nextLong(jitter.toMillis() + 1);
  }

  private FanOut fanOutHere() {
    ContextInternal context = (ContextInternal) vertx.getOrCreateContext().getDelegate();
    return fanOuts.computeIfAbsent(context.nettyEventLoop(), loop -> new FanOut(context.unwrap()));
  }
}
