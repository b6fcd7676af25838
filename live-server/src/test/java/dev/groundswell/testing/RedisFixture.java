package dev.groundswell.testing;

import io.vertx.redis.client.RedisOptions;
import io.vertx.rxjava3.redis.client.Redis;
import io.vertx.rxjava3.redis.client.RedisAPI;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import redis.embedded.RedisServer;

/**
 * A Redis that is empty before each test; started once a JVM.
 *
 * <pre>{@code
 * @RegisterExtension final RedisFixture redis = new RedisFixture();
 * }</pre>
 */
public final class RedisFixture implements BeforeEachCallback, AfterEachCallback {
  private static int port;
  private static RedisServer server;

  private Redis client;

  /** Where it is: {@code redis://127.0.0.1:port}. */
  public String uri() {
    return "redis://127.0.0.1:" + port;
  }

  /** A pooled client, closed after the test. */
  public Redis client() {
    return client;
  }

  public RedisAPI api() {
    return RedisAPI.api(client);
  }

  /** Takes Redis away, with all it holds. */
  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Brings it back at the same address, empty. */
  public void start() {
    try {
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    startOnce();
    if (!server.isActive()) {
      start();
    }
    client =
        Redis.createClient(
            TestVertx.shared(),
            new RedisOptions()
                .setConnectionString(uri())
                .setMaxPoolSize(16)
                .setMaxPoolWaiting(1_000)
                .setMaxWaitingHandlers(100_000));
    api().rxFlushall(java.util.List.of()).blockingGet();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    client.close().subscribe(() -> {}, closed -> {});
  }

  private static synchronized void startOnce() {
    if (server != null) {
      return;
    }
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      server =
          RedisServer.newRedisServer()
              .bind("127.0.0.1")
              .port(port)
              .setting("save \"\"")
              .setting("appendonly no")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Runtime.getRuntime().addShutdownHook(new Thread(RedisFixture::stopQuietly));
  }

  private static void stopQuietly() {
    try {
      server.stop();
    } catch (IOException gone) {
      // The JVM ends; there is nobody left to tell.
    }
  }
}
