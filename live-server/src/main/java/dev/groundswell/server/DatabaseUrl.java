package dev.groundswell.server;

import dev.groundswell.server.Setting.BadValue;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where PostgreSQL is, and as whom to sign in.
 *
 * @param query what follows the question mark ({@code sslmode=require}), empty where there is none
 */
public record DatabaseUrl(
    String host, int port, String name, String user, Secret password, String query) {
  private static final String FIX =
      "Write it as DATABASE_URL=postgresql://user:password@host:5432/name.";
  private static final int DEFAULT_PORT = 5432;

  static DatabaseUrl parse(String text) throws BadValue {
    URI uri = uri(text);
    String scheme = uri.getScheme();
    if (!"postgresql".equals(scheme) && !"postgres".equals(scheme)) {
      throw new BadValue("does not begin with postgresql://", FIX);
    }
    if (uri.getHost() == null) {
      throw new BadValue("names no host", FIX);
    }
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (path.length() < 2 || path.indexOf('/', 1) >= 0) {
      throw new BadValue("names no database after the host", FIX);
    }
    String userInfo = uri.getRawUserInfo();
    int colon = userInfo == null ? -1 : userInfo.indexOf(':');
    if (userInfo == null || colon < 1) {
      throw new BadValue("names no user and password", FIX);
    }
    return new DatabaseUrl(
        uri.getHost(),
        uri.getPort() < 0 ? DEFAULT_PORT : uri.getPort(),
        path.substring(1),
        decode(userInfo.substring(0, colon)),
        new Secret(decode(userInfo.substring(colon + 1))),
        orEmpty(uri.getRawQuery()));
  }

  /** The same as one URL, password and all; for those who take DATABASE_URL. */
  public String url() {
    String end = query.isEmpty() ? "" : "?" + query;
    return "postgresql://%s:%s@%s:%d/%s%s"
        .formatted(encode(user), encode(password.value()), host, port, encode(name), end);
  }

  /** The address for JDBC, without user and password. */
  public String jdbcUrl() {
    String end = query.isEmpty() ? "" : "?" + query;
    return "jdbc:postgresql://%s:%d/%s%s".formatted(host, port, encode(name), end);
  }

  private static URI uri(String text) throws BadValue {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new BadValue("is not a URL", FIX + " Write special characters of the password as %XX.");
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
