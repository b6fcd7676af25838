package dev.groundswell.server.feed;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.boards.BoardWriting;
import dev.groundswell.server.boards.JobsTimeSetter;
import dev.groundswell.server.boards.TestNames;
import dev.groundswell.server.boards.TopicLogReading;
import dev.groundswell.testing.SetClock;
import io.vertx.core.Handler;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.rxjava3.core.Context;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.ext.web.Router;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Measures what it costs to tell many streams of one version: deliveries for each second of the
 * serving event loop's CPU time, and heap for each connection.
 *
 * <pre>
 * FanOutMeasure [connections 1000] [versions 500] [versions outstanding at a time 1]
 * </pre>
 *
 * Server and clients share the process but not their event loops; only the server's is counted.
 */
public final class FanOutMeasure {
  private static final Topic HOUR = new Topic(Topic.Kind.TRACKS, Window.H1);

  private static final byte[] DATA = "\ndata:".getBytes(StandardCharsets.US_ASCII);

  private final int connections;
  private final AtomicLong events = new AtomicLong();
  private final AtomicLong bytes = new AtomicLong();
  private final SetClock clock = new SetClock(BoardWriting.BEGINNING);

  private FanOutMeasure(int connections) {
    this.connections = connections;
  }

  public static void main(String[] args) {
    int connections = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int versions = args.length > 1 ? Integer.parseInt(args[1]) : 500;
    int outstanding = args.length > 2 ? Integer.parseInt(args[2]) : 1;
    new FanOutMeasure(connections).run(versions, outstanding);
    System.exit(0);
  }

  private void run(int versions, int outstanding) {
    Vertx serving = vertx();
    Context loop = serving.getOrCreateContext();
    JobsTimeSetter time = new JobsTimeSetter(clock);
    time.is(BoardWriting.BEGINNING);
    FeedHub hub = new FeedHub(new TestNames().catalogue(clock), time.time());
    BoardWriting jobs = new BoardWriting(1, Window.H1);
    TopicLogReading log = new TopicLogReading();
    hub.appended(HOUR, log.read(jobs.write(300))).blockingAwait();
    int port = serve(serving, hub);
    long heapBefore = heap();
    List<NetSocket> sockets = connect(port);
    awaitEvents(connections);
    long heapAfter = heap();

    for (int round = 0; round < 2; round++) {
      events.set(0);
      bytes.set(0);
      long cpu = servingCpu(loop);
      for (int version = 0; version < versions; version += outstanding) {
        for (int i = 0; i < outstanding; i++) {
          hub.appended(HOUR, log.read(jobs.writeShown(1))).blockingAwait();
        }
        awaitEvents((long) (version + outstanding) * connections);
      }
      double seconds = (servingCpu(loop) - cpu) / 1e9;
      System.out.printf(
          "%d connections, %d outstanding: %.0f deliveries a CPU second, %.0f bytes each%n",
          connections, outstanding, events.get() / seconds, (double) bytes.get() / events.get());
    }
    System.out.printf(
        "%.1f kB of heap a connection, both ends%n", (heapAfter - heapBefore) / 1e3 / connections);
    sockets.forEach(NetSocket::close);
  }

  private int serve(Vertx serving, FeedHub hub) {
    FeedOptions usual = FeedOptions.usual();
    FeedOptions open =
        new FeedOptions(
            connections,
            connections,
            usual.heartbeat(),
            usual.age(),
            usual.ageJitter(),
            usual.slowAfter(),
            usual.stalledAfter(),
            usual.sweep());
    FeedStreams streams = new FeedStreams(serving, hub, open, clock, new SplittableRandom(1));
    Router router = Router.router(serving);
    new SseHandler(hub, null, streams, ctx -> "measure").mount(router);
    return serving
        .createHttpServer(
            new HttpServerOptions()
                .setHost("127.0.0.1")
                .setSendBufferSize(65_536)
                .setAcceptBacklog(4_096))
        .requestHandler(router)
        .rxListen(0)
        .blockingGet()
        .actualPort();
  }

  private List<NetSocket> connect(int port) {
    NetClient client = vertx().getDelegate().createNetClient();
    List<NetSocket> sockets = new ArrayList<>();
    Buffer request =
        Buffer.buffer("GET /api/v1/streams/trends/tracks?limit=5 HTTP/1.1\r\nHost: m\r\n\r\n");
    for (int i = 0; i < connections; i++) {
      NetSocket socket =
          client.connect(port, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
      socket.handler(new Counting());
      var unused = socket.write(request);
      sockets.add(socket);
    }
    return sockets;
  }

  /** Counts the events of one connection: each has one line of data, wherever reads cut it. */
  private final class Counting implements Handler<Buffer> {
    private int matched;

    @Override
    public void handle(Buffer received) {
      byte[] text = received.getBytes();
      for (byte letter : text) {
        if (letter != DATA[matched]) {
          matched = letter == DATA[0] ? 1 : 0;
        } else if (++matched == DATA.length) {
          matched = 0;
          events.incrementAndGet();
        }
      }
      bytes.addAndGet(text.length);
    }
  }

  private void awaitEvents(long expected) {
    while (events.get() < expected) {
      LockSupport.parkNanos(100_000);
    }
  }

  private static Vertx vertx() {
    return Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
  }

  /** The CPU time of the one event loop of the server, asked of that thread itself. */
  private static long servingCpu(Context loop) {
    CompletableFuture<Long> time = new CompletableFuture<>();
    loop.runOnContext(
        turn -> time.complete(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime()));
    return time.join();
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
