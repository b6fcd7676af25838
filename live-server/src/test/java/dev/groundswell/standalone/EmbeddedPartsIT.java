package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.server.DatabaseUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The embedded PostgreSQL and Redis: guarded by passwords, durable, and gone when stopped. */
class EmbeddedPartsIT {
  @TempDir Path folder;

  @Test
  void postgresKeepsItsDataAndLetsNobodyInWithoutThePassword() throws Exception {
    try (DataDir data = DataDir.open(folder.resolve("data"))) {
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
        DatabaseUrl url = postgres.url();
        assertThat(query(url, "show fsync")).isEqualTo("on");
        assertThat(query(url, "show synchronous_commit")).isEqualTo("on");
        assertThat(query(url, "show unix_socket_directories")).isEmpty();
        assertThat(query(url, "show listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(query(url, "select rolpassword from pg_authid where rolname = current_user"))
            .startsWith("SCRAM-SHA-256$");
        assertThat(
                query(url, "select string_agg(distinct auth_method, ',') from pg_hba_file_rules"))
            .isEqualTo("scram-sha-256");
        assertThatThrownBy(() -> connect(url, "wrong"))
            .isInstanceOf(SQLException.class)
            .hasMessageContaining("password authentication failed");
        execute(url, "create table kept (word text)");
        execute(url, "insert into kept values ('still here')");
      }
      assertThat(pid(folder.resolve("data/postgres/postmaster.pid"))).isNull();
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
        assertThat(query(postgres.url(), "select word from kept")).isEqualTo("still here");
      }
    }
  }

  @Test
  void redisKeepsItsDataAndLetsNobodyInWithoutThePassword() throws Exception {
    try (DataDir data = DataDir.open(folder.resolve("data"))) {
      String auth = "AUTH " + data.password("redis.password").value() + "\r\n";
      try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
        int port = port(redis);
        assertThat(RedisPing.ask("127.0.0.1", port, "PING\r\n", 1)).startsWith("-NOAUTH");
        assertThat(RedisPing.ask("127.0.0.1", port, auth + "SET kept yes\r\n", 2)).endsWith("+OK");
        assertThat(RedisPing.ask("127.0.0.1", port, auth + "CONFIG GET appendonly\r\n", 6))
            .endsWith("yes");
        assertThat(RedisPing.ask("127.0.0.1", port, auth + "CONFIG GET maxmemory-policy\r\n", 6))
            .endsWith("noeviction");
        ProcessHandle process = pid(folder.resolve("data/redis/redis.pid"));
        assertThat(process.info().commandLine().orElseThrow())
            .doesNotContain(data.password("redis.password").value());
      }
      assertThat(pid(folder.resolve("data/redis/redis.pid"))).isNull();
      try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
        assertThat(RedisPing.ask("127.0.0.1", port(redis), auth + "GET kept\r\n", 3))
            .endsWith("yes");
      }
    }
  }

  @Test
  void aFileThatRedisCannotReadIsSetAside() throws Exception {
    try (DataDir data = DataDir.open(folder.resolve("data"))) {
      Path file = Files.createDirectories(data.resolve("redis")).resolve("appendonly.aof");
      Files.writeString(
          file, "*3\r\n$3\r\nSET\r\nnonsense that is no command at all\r\n".repeat(9));
      try (EmbeddedRedis redis = EmbeddedRedis.start(data)) {
        assertThat(redis.url().hosts()).hasSize(1);
      }
      assertThat(data.resolve("redis/appendonly.aof.unreadable")).exists();
    }
  }

  @Test
  void secretsAreReadableByTheOwnerAlone() throws Exception {
    try (DataDir data = DataDir.open(folder.resolve("data"));
        EmbeddedRedis redis = EmbeddedRedis.start(data)) {
      assertThat(redis.url().text()).hasToString("(secret)");
      for (String file : new String[] {"redis.password", "redis/redis.conf"}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(file))))
            .isEqualTo("rw-------");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.folder())))
          .isEqualTo("rwx------");
    }
  }

  private static int port(EmbeddedRedis redis) {
    return Integer.parseInt(redis.url().hosts().get(0).split(":")[1]);
  }

  /** The living process of a pid file, null where there is none. */
  private static ProcessHandle pid(Path pidFile) throws IOException {
    if (!Files.exists(pidFile)) {
      return null;
    }
    return ProcessHandle.of(Long.parseLong(Files.readAllLines(pidFile).get(0).strip()))
        .orElse(null);
  }

  private static Connection connect(DatabaseUrl url, String password) throws SQLException {
    return DriverManager.getConnection(url.jdbcUrl(), url.user(), password);
  }

  private static String query(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = connect(url, url.password().value());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(DatabaseUrl url, String sql) throws SQLException {
    try (Connection connection = connect(url, url.password().value());
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
