package dev.groundswell.jobs;

import java.io.IOException;
import java.net.ServerSocket;
import redis.clients.jedis.RedisClient;
import redis.embedded.RedisServer;

/** A Redis of one's own, empty, that can be stopped and started again on the same port. */
public final class EmbeddedRedis implements AutoCloseable {
  private final int port;
  private RedisServer server;

  public EmbeddedRedis() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    start();
  }

  public String url() {
    return "redis://127.0.0.1:" + port;
  }

  public RedisClient client() {
    return RedisClient.create(url());
  }

  public void start() throws IOException {
    server =
        RedisServer.newRedisServer()
            .port(port)
            .setting("save \"\"")
            .setting("bind 127.0.0.1")
            .build();
    server.start();
  }

  @Override
  public void close() throws IOException {
    server.stop();
  }
}
