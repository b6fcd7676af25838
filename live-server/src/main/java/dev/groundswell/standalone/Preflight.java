package dev.groundswell.standalone;

import dev.groundswell.server.DatabaseUrl;
import dev.groundswell.server.RedisUrl;
import dev.groundswell.server.ServerConfig.Listen;
import dev.groundswell.server.SettingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLDecoder;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings that are well-formed and yet wrong, found out before anything is started. */
final class Preflight {
  private static final Logger log = LoggerFactory.getLogger(Preflight.class);
  private static final int OLDEST_POSTGRES = 14;
  private static final int CONNECT_SECONDS = 5;

  private Preflight() {}

  /** Whether the port can be listened on. */
  static void port(String setting, String hostSetting, Listen listen) {
    InetAddress address;
    try {
      address = InetAddress.getByName(listen.host());
    } catch (UnknownHostException e) {
      throw new SettingException(
          hostSetting,
          "names \"" + listen.host() + "\", which is not known here",
          "Use an address of this machine, for example 127.0.0.1.");
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(address, listen.port()));
    } catch (IOException e) {
      if (String.valueOf(e.getMessage()).contains("assign")) {
        throw new SettingException(
            hostSetting,
            "names \"" + listen.host() + "\", which is not an address of this machine",
            "Use 127.0.0.1, or 0.0.0.0 for every address.");
      }
      throw new SettingException(
          setting,
          "%d cannot be listened on (%s)".formatted(listen.port(), e.getMessage()),
          "Stop the program that uses it, or set another: %s=%d."
              .formatted(setting, listen.port() < 65_000 ? listen.port() + 10 : 8080));
    }
  }

  /** Whether PostgreSQL lets us in and is recent enough. */
  static void database(DatabaseUrl url) {
    Properties properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password().value());
    properties.setProperty("connectTimeout", Integer.toString(CONNECT_SECONDS));
    properties.setProperty("loginTimeout", Integer.toString(CONNECT_SECONDS));
    try (Connection connection = DriverManager.getConnection(url.jdbcUrl(), properties)) {
      int version = connection.getMetaData().getDatabaseMajorVersion();
      if (version < OLDEST_POSTGRES) {
        throw new SettingException(
            "DATABASE_URL",
            "leads to PostgreSQL " + version,
            "Use PostgreSQL " + OLDEST_POSTGRES + " or later.");
      }
    } catch (SQLException e) {
      throw new SettingException("DATABASE_URL", problem(url, e), fix(e));
    }
  }

  private static String problem(DatabaseUrl url, SQLException e) {
    return switch (state(e)) {
      case "28P01", "28000" ->
          "is refused: PostgreSQL at %s:%d does not take this password of user \"%s\""
              .formatted(url.host(), url.port(), url.user());
      case "3D000" -> "names the database \"" + url.name() + "\", which is not there";
      case "08001", "08004", "08006" ->
          "is not answered: no PostgreSQL at %s:%d".formatted(url.host(), url.port());
      default -> "does not work (SQL state " + state(e) + ")";
    };
  }

  private static String fix(SQLException e) {
    return switch (state(e)) {
      case "28P01", "28000" -> "Correct user or password in it.";
      case "3D000" -> "Create the database, or name another.";
      default -> "Correct host and port in it, or start PostgreSQL there.";
    };
  }

  private static String state(SQLException e) {
    return e.getSQLState() == null ? "" : e.getSQLState();
  }

  /**
   * Whether a single Redis without TLS takes the password.
   *
   * <p>One that is away is no obstacle: collecting works without it, and it may come back.
   */
  static void redis(RedisUrl url) {
    if (url.kind() != RedisUrl.Kind.SINGLE) {
      // One read follows all streams, which keys on different nodes do not allow.
      throw new StartException(
          "REDIS_URL names a cluster or sentinels, which this version does not use yet. Name one Redis"
              + " server: REDIS_URL=redis://:password@host:6379.");
    }
    if (url.tls()) {
      return;
    }
    String host = url.hosts().get(0);
    int colon = host.lastIndexOf(':');
    String answer;
    try {
      answer =
          RedisPing.ask(
              host.substring(0, colon).replaceAll("^\\[|]$", ""),
              Integer.parseInt(host.substring(colon + 1)),
              auth(url) + "PING\r\n",
              auth(url).isEmpty() ? 1 : 2);
    } catch (IOException e) {
      log.warn("No Redis answers at {}: plays are kept, boards wait for it.", host);
      return;
    }
    if (answer.contains("NOAUTH") || answer.contains("WRONGPASS") || answer.startsWith("-ERR")) {
      throw new SettingException(
          "REDIS_URL",
          "is refused: Redis at " + host + " does not take its password",
          "Correct it, as in redis://:password@host:6379.");
    }
  }

  private static String auth(RedisUrl url) {
    String userInfo = URI.create(url.text().value()).getRawUserInfo();
    if (userInfo == null) {
      return "";
    }
    int colon = userInfo.indexOf(':');
    String user = decode(userInfo.substring(0, Math.max(colon, 0)));
    String password = decode(userInfo.substring(colon + 1));
    return array(
        user.isEmpty() ? new String[] {"AUTH", password} : new String[] {"AUTH", user, password});
  }

  /** A command in Redis' own form, in which an argument may hold anything. */
  private static String array(String... words) {
    StringBuilder command = new StringBuilder("*" + words.length + "\r\n");
    for (String word : words) {
      int bytes = word.getBytes(StandardCharsets.UTF_8).length;
      command.append('$').append(bytes).append("\r\n").append(word).append("\r\n");
    }
    return command.toString();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
