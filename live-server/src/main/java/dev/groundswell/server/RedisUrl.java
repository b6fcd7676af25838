package dev.groundswell.server;

import dev.groundswell.server.Setting.BadValue;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where Redis is.
 *
 * <p>{@code redis://[user:password@]host:port[/database]} is a single server; several hosts with
 * commas between them are a cluster, or, with {@code ?sentinel=NAME}, the sentinels that know the
 * master NAME. {@code rediss} is the same over TLS.
 *
 * @param hosts each as {@code host:port}; exactly one for a single server
 * @param master the master's name where the hosts are sentinels, else null
 * @param text the URL as it was given, with the password
 */
public record RedisUrl(
    boolean tls, List<String> hosts, Kind kind, @Nullable String master, Secret text) {
  private static final String FIX =
      "Write it as REDIS_URL=redis://:password@host:6379, hosts of a cluster with commas between"
          + " them, sentinels with ?sentinel=NAME at the end.";
  private static final Pattern SHAPE =
      Pattern.compile(
          "(rediss?)://(?:([^@/]*)@)?([^@/?]+)(/[0-9]{0,2})?(?:\\?sentinel=([A-Za-z0-9._-]+))?");
  private static final Pattern HOST =
      Pattern.compile("([A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]{1,5}))?");

  /** How the hosts belong together. */
  public enum Kind {
    SINGLE,
    SENTINEL,
    CLUSTER
  }

  public RedisUrl {
    hosts = List.copyOf(hosts);
  }

  static RedisUrl parse(String text) throws BadValue {
    Matcher url = SHAPE.matcher(text);
    if (!url.matches()) {
      throw new BadValue("is not a Redis URL", FIX);
    }
    String master = url.group(5);
    int defaultPort = master == null ? 6379 : 26379;
    List<String> hosts = new java.util.ArrayList<>();
    for (String host : url.group(3).split(",", -1)) {
      hosts.add(host(host, defaultPort));
    }
    Kind kind = master != null ? Kind.SENTINEL : hosts.size() > 1 ? Kind.CLUSTER : Kind.SINGLE;
    return new RedisUrl(url.group(1).equals("rediss"), hosts, kind, master, new Secret(text));
  }

  /** A URL for each host, with the user and database of the whole. */
  public List<String> endpoints() {
    String whole = text.value();
    int begin = whole.indexOf("://") + 3;
    int at = whole.lastIndexOf('@');
    String start = whole.substring(0, Math.max(begin, at + 1));
    int slash = whole.indexOf('/', begin);
    int question = whole.indexOf('?', begin);
    String end = slash < 0 ? "" : whole.substring(slash, question < 0 ? whole.length() : question);
    return hosts.stream().map(host -> start + host + end).toList();
  }

  private static String host(String text, int defaultPort) throws BadValue {
    Matcher host = HOST.matcher(text);
    if (!host.matches()) {
      throw new BadValue("names a host that cannot be one", FIX);
    }
    int port = host.group(2) == null ? defaultPort : Integer.parseInt(host.group(2));
    if (port < 1 || port > 65_535) {
      throw new BadValue("names a port that is not between 1 and 65535", FIX);
    }
    return host.group(1) + ":" + port;
  }
}
