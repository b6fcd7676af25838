package dev.groundswell.jobs.source;

import dev.groundswell.events.ChangeCodec;
import dev.groundswell.events.PlayChange;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The ledger's {@code change} table, read by JDBC over one connection, opened when needed. */
final class PgChangeTable implements ChangeTable {
  private static final String LAST = "select seq from shard where shard = ?";
  private static final String READ =
      "select body from change where shard = ? and seq > ? and seq <= ? order by seq limit ?";

  private final String url;
  private final Properties properties;
  private @Nullable Connection connection;

  PgChangeTable(String url, String user, String password) {
    this.url = url;
    this.properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("ApplicationName", "groundswell-jobs");
    properties.setProperty("readOnly", "true");
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
  }

  @Override
  public long last(int shard) {
    return query(
        LAST,
        statement -> statement.setInt(1, shard),
        result -> result.next() ? result.getLong(1) : 0L);
  }

  @Override
  public List<PlayChange> read(int shard, long after, long until, int limit) {
    return query(
        READ,
        statement -> {
          statement.setInt(1, shard);
          statement.setLong(2, after);
          statement.setLong(3, until);
          statement.setInt(4, limit);
        },
        result -> {
          List<PlayChange> changes = new ArrayList<>();
          while (result.next()) {
            changes.add(ChangeCodec.decode(result.getString(1).getBytes(StandardCharsets.UTF_8)));
          }
          return changes;
        });
  }

  private interface Binding {
    void to(PreparedStatement statement) throws SQLException;
  }

  private interface Reading<T> {
    T from(ResultSet result) throws SQLException;
  }

  private <T> T query(String sql, Binding binding, Reading<T> reading) {
    try (PreparedStatement statement = connection().prepareStatement(sql)) {
      binding.to(statement);
      try (ResultSet result = statement.executeQuery()) {
        return reading.from(result);
      }
    } catch (SQLException e) {
      close();
      throw new PlayLogUnavailableException("The ledger cannot be read: " + e.getMessage(), e);
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = DriverManager.getConnection(url, properties);
      connection = open;
    }
    return open;
  }

  @Override
  public void close() {
    try (Connection closing = connection) {
      connection = null;
    } catch (SQLException e) {
      // It is gone already, which is what was wanted.
    }
  }
}
