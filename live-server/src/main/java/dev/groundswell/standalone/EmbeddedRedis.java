package dev.groundswell.standalone;

import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis as a daemon of this process, its append-only file kept in the data folder.
 *
 * <p>Listens on 127.0.0.1 alone, at a port of its own each time, and asks for the generated
 * password, which stands in a file that its owner alone can read. A daemon has a session of its
 * own, so that Ctrl-C reaches this process first.
 */
final class EmbeddedRedis implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);
  private static final String NAME = "Redis";
  private static final String RELEASE = "redis-server-6.2";
  private static final Duration START_LIMIT = Duration.ofSeconds(20);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** For how many looks in a row a daemon may be absent: it writes its pid file a little late. */
  private static final int MISSED_MOST = 20;

  private static final String TERMINATE = "TERM";

  private final DataDir data;
  private final RedisUrl url;

  private EmbeddedRedis(DataDir data, RedisUrl url) {
    this.data = data;
    this.url = url;
  }

  static EmbeddedRedis start(DataDir data) {
    leftOver(data).ifPresent(process -> process.stopLeftOver(TERMINATE, PATIENCE));
    Secret password = data.password("redis.password");
    int port = FreePort.find(data.resolve("redis.port"));
    try {
      Files.createDirectories(folder(data));
      Path configuration = folder(data).resolve("redis.conf");
      DataDir.write(configuration, configuration(data, port, password));
      Path program = program(data);
      if (!launch(data, program, configuration, port, password)) {
        setAside(folder(data).resolve("appendonly.aof"));
        if (!launch(data, program, configuration, port, password)) {
          throw new StartException(
              "REDIS_URL is not set, and the embedded Redis does not start: see "
                  + folder(data).resolve("redis.log")
                  + ".");
        }
      }
    } catch (IOException e) {
      leftOver(data).ifPresent(process -> process.stop(TERMINATE, PATIENCE));
      throw new StartException("DATA_DIR: Redis could not be started: " + e.getMessage(), e);
    }
    String host = "127.0.0.1:" + port;
    String text = "redis://:" + password.value() + "@" + host;
    return new EmbeddedRedis(
        data, new RedisUrl(false, List.of(host), RedisUrl.Kind.SINGLE, null, new Secret(text)));
  }

  /** Where it listens, and its password. */
  RedisUrl url() {
    return url;
  }

  private static Path folder(DataDir data) {
    return data.resolve("redis");
  }

  private static Optional<OwnedProcess> leftOver(DataDir data) {
    return OwnedProcess.find(NAME, folder(data).resolve("redis.pid"), data.folder());
  }

  private static String configuration(DataDir data, int port, Secret password) {
    String folder = "\"" + folder(data).toString().replace("\"", "\\\"") + "\"";
    return """
        # Written anew at each start.
        bind 127.0.0.1
        port %d
        requirepass %s
        daemonize yes
        dir %s
        pidfile redis.pid
        logfile redis.log
        loglevel notice
        # Keeps the command line, by which a left-over is known to be ours.
        set-proc-title no
        save ""
        appendonly yes
        appendfsync everysec
        aof-load-truncated yes
        auto-aof-rewrite-min-size 32mb
        maxmemory 512mb
        maxmemory-policy noeviction
        """
        .formatted(port, password.value(), folder);
  }

  private static Path program(DataDir data) throws IOException {
    Path program = data.resolve("bin").resolve(RELEASE);
    if (!Files.exists(program)) {
      Path draft = data.resolve("bin").resolve("redis.new");
      Folders.delete(draft);
      Files.createDirectories(draft);
      Path unpacked = ExecutableProvider.newJarResourceProvider(draft.toFile()).get().toPath();
      Files.move(unpacked, program, StandardCopyOption.ATOMIC_MOVE);
      Folders.delete(draft);
    }
    return program;
  }

  /** Whether it answers; false where it ended while starting, for example over a broken file. */
  private static boolean launch(
      DataDir data, Path program, Path configuration, int port, Secret password)
      throws IOException {
    Files.deleteIfExists(folder(data).resolve("redis.pid"));
    Files.deleteIfExists(folder(data).resolve("redis.log"));
    Process parent =
        new ProcessBuilder(program.toString(), configuration.toString())
            .directory(folder(data).toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!parent.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new IOException("it did not become a daemon");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    boolean answers = waitForAnswer(data, port, password);
    if (!answers && (Thread.currentThread().isInterrupted() || leftOver(data).isPresent())) {
      throw new IOException("it does not answer; see " + folder(data).resolve("redis.log"));
    }
    return answers;
  }

  /** Waits while it loads its file; gives up early where there is no process any more. */
  private static boolean waitForAnswer(DataDir data, int port, Secret password) {
    AtomicInteger missed = new AtomicInteger();
    boolean settled =
        Waiting.until(
            START_LIMIT,
            () ->
                RedisPing.answers("127.0.0.1", port, password.value())
                    || (leftOver(data).isEmpty() && missed.incrementAndGet() > MISSED_MOST));
    return settled && missed.get() <= MISSED_MOST;
  }

  /** Redis is rebuilt from PostgreSQL, so a file it cannot read is no loss. */
  private static void setAside(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.move(
          file,
          file.resolveSibling(file.getFileName() + ".unreadable"),
          StandardCopyOption.REPLACE_EXISTING);
      log.warn("Redis could not read its file; it starts empty and is filled from PostgreSQL.");
    }
  }

  @Override
  public void close() {
    leftOver(data).ifPresent(process -> process.stop(TERMINATE, PATIENCE));
  }
}
