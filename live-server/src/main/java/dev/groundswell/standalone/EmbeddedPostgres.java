package dev.groundswell.standalone;

import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.Secret;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL as a child of this process, its data kept in the data folder.
 *
 * <p>Listens on 127.0.0.1 alone, at a port of its own each time, without a Unix socket; every
 * connection needs the generated password (scram). It is durable: a commit survives power loss. It
 * runs in a session of its own, so that Ctrl-C reaches this process first.
 */
final class EmbeddedPostgres implements AutoCloseable {
  private static final String NAME = "PostgreSQL";
  private static final String USER = "groundswell";
  private static final String DATABASE = "groundswell";
  private static final Duration PATIENCE = Duration.ofSeconds(8);
  private static final int START_SECONDS = 60;

  /** SIGINT asks PostgreSQL for its fast shutdown: it breaks connections off and writes all out. */
  private static final String FAST = "INT";

  private static final String CONFIGURATION =
      """
      # Written anew at each start.
      listen_addresses = '127.0.0.1'
      unix_socket_directories = ''
      password_encryption = 'scram-sha-256'
      max_connections = 60
      # Commits survive power loss.
      fsync = on
      synchronous_commit = on
      full_page_writes = on
      # A small machine.
      shared_buffers = '32MB'
      work_mem = '8MB'
      maintenance_work_mem = '64MB'
      effective_cache_size = '512MB'
      max_wal_size = '256MB'
      min_wal_size = '32MB'
      autovacuum_max_workers = 2
      io_method = 'sync'
      jit = off
      # Old log segments are removed, not kept under a new name: they hold what was erased.
      wal_recycle = off
      max_wal_senders = 0
      max_logical_replication_workers = 0
      wal_level = 'minimal'
      timezone = 'UTC'
      log_timezone = 'UTC'
      lc_messages = 'C'
      log_connections = ''
      log_min_messages = 'warning'
      log_parameter_max_length_on_error = 0
      log_min_error_statement = 'panic'
      """;

  private static final String WHO_MAY_CONNECT =
      """
      # Written anew at each start.
      local all all                scram-sha-256
      host  all all 127.0.0.1/32   scram-sha-256
      """;

  private final DataDir data;
  private final DatabaseUrl url;

  private EmbeddedPostgres(DataDir data, DatabaseUrl url) {
    this.data = data;
    this.url = url;
  }

  /** Starts it, on the first start with an empty database. */
  static EmbeddedPostgres start(DataDir data) {
    leftOver(data).ifPresent(process -> process.stopLeftOver(FAST, PATIENCE));
    PostgresBinaries binaries = PostgresBinaries.unpack(data);
    Secret password = data.password("postgres.password");
    int port = FreePort.find(data.resolve("postgres.port"));
    try {
      initialise(data, binaries);
      DataDir.write(folder(data).resolve("postgresql.conf"), CONFIGURATION + "port = " + port);
      DataDir.write(folder(data).resolve("pg_hba.conf"), WHO_MAY_CONNECT);
      launch(data, binaries);
    } catch (IOException e) {
      leftOver(data).ifPresent(process -> process.stop(FAST, PATIENCE));
      throw new StartException("DATA_DIR: PostgreSQL could not be started: " + e.getMessage(), e);
    }
    EmbeddedPostgres postgres =
        new EmbeddedPostgres(
            data, new DatabaseUrl("127.0.0.1", port, DATABASE, USER, password, ""));
    try {
      postgres.createDatabase();
    } catch (SQLException e) {
      postgres.close();
      throw new StartException(
          "DATA_DIR: the embedded PostgreSQL does not let us in: " + e.getMessage(), e);
    }
    return postgres;
  }

  /**
   * The one that another Groundswell runs in this folder.
   *
   * @throws StartException where the folder does not say where it listens
   */
  static DatabaseUrl runningIn(Path dataDir) {
    try {
      int port = Integer.parseInt(Files.readString(dataDir.resolve("postgres.port")).strip());
      Secret password = new Secret(Files.readString(dataDir.resolve("postgres.password")).strip());
      return new DatabaseUrl("127.0.0.1", port, DATABASE, USER, password, "");
    } catch (IOException | NumberFormatException e) {
      throw new StartException("DATA_DIR " + dataDir + " does not say where PostgreSQL runs.", e);
    }
  }

  /** Where it listens and as whom to sign in. */
  DatabaseUrl url() {
    return url;
  }

  private static Path folder(DataDir data) {
    return data.resolve("postgres");
  }

  private static Optional<OwnedProcess> leftOver(DataDir data) {
    return OwnedProcess.find(NAME, folder(data).resolve("postmaster.pid"), data.folder());
  }

  /** Makes the data directory beside its place and moves it there, so that there is no half one. */
  private static void initialise(DataDir data, PostgresBinaries binaries) throws IOException {
    Path versionFile = folder(data).resolve("PG_VERSION");
    if (Files.exists(versionFile)) {
      String version = Files.readString(versionFile).strip();
      if (!version.equals(PostgresBinaries.MAJOR)) {
        throw new StartException(
            "DATA_DIR holds a database of PostgreSQL %s, this is %s. Start the version of"
                    .formatted(version, PostgresBinaries.MAJOR)
                + " Groundswell that wrote it, or set DATA_DIR to another folder.");
      }
      return;
    }
    Path draft = data.resolve("postgres.new");
    Folders.delete(draft);
    run(
        data,
        Duration.ofMinutes(2),
        binaries.program("initdb"),
        "--pgdata=" + draft,
        "--username=" + USER,
        "--pwfile=" + data.resolve("postgres.password"),
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C",
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--text-search-config=simple");
    Files.move(draft, folder(data), StandardCopyOption.ATOMIC_MOVE);
  }

  /** pg_ctl puts the server into a session of its own and returns when it takes connections. */
  private static void launch(DataDir data, PostgresBinaries binaries) throws IOException {
    Path log = data.resolve("postgres.log");
    Files.deleteIfExists(log);
    run(
        data,
        Duration.ofSeconds(START_SECONDS + 5),
        binaries.program("pg_ctl"),
        "start",
        "--pgdata=" + folder(data),
        "--log=" + log,
        "--wait",
        "--timeout=" + START_SECONDS);
  }

  private static void run(DataDir data, Duration limit, String... command) throws IOException {
    List<String> all = new ArrayList<>();
    if ("root".equals(System.getProperty("user.name"))) {
      // PostgreSQL refuses to run as root; in a user namespace of its own it is nobody.
      if (!LinuxUtils.isUnshareAvailable()) {
        throw new StartException(
            "DATABASE_URL is not set, and the embedded PostgreSQL does not run as root. Start"
                + " Groundswell as another user, or set DATABASE_URL.");
      }
      all.addAll(List.of("unshare", "-U"));
    }
    all.addAll(List.of(command));
    Path output = data.resolve("postgres.out");
    ProcessBuilder builder =
        new ProcessBuilder(all)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .directory(data.folder().toFile());
    // Nothing of the host's own PostgreSQL or language settings may leak in.
    builder
        .environment()
        .keySet()
        .removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    try {
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        Process killed = process.destroyForcibly();
        throw new IOException(killed.info().command().orElse("it") + " took too long");
      }
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
    if (process.exitValue() != 0) {
      throw new IOException("see " + data.resolve("postgres.log") + " and " + output);
    }
  }

  private void createDatabase() throws SQLException {
    DatabaseUrl maintenance =
        new DatabaseUrl(url.host(), url.port(), "postgres", USER, url.password(), "");
    try (Connection connection =
            DriverManager.getConnection(maintenance.jdbcUrl(), USER, url.password().value());
        Statement statement = connection.createStatement()) {
      boolean there;
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + DATABASE + "'")) {
        there = found.next();
      }
      if (!there) {
        int rows = statement.executeUpdate("create database " + DATABASE);
        assert rows == 0;
      }
    }
  }

  @Override
  public void close() {
    leftOver(data).ifPresent(process -> process.stop(FAST, PATIENCE));
  }
}
