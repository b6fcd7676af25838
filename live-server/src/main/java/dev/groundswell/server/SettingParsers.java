package dev.groundswell.server;

import dev.groundswell.events.Source;
import dev.groundswell.server.Setting.BadValue;
import io.netty.util.NetUtil;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** From the text of a setting to its value. */
final class SettingParsers {
  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.:_-]{1,253}");
  private static final Pattern COPIED = Pattern.compile("[A-Za-z0-9._~-]{1,200}");
  private static final int SECRET_KEY_BYTES = 32;

  private SettingParsers() {}

  static String host(String text) throws BadValue {
    if (!HOST.matcher(text).matches()) {
      throw new BadValue(
          "is not a host name or address",
          "Set HOST=127.0.0.1, or HOST=0.0.0.0 for every address.");
    }
    return text;
  }

  static Setting.Parser<Integer> port(String name, int example) {
    return number(name, 1, 65_535, example);
  }

  static Setting.Parser<Integer> number(String name, int least, int most, int example) {
    return text -> {
      String fix =
          "Set a whole number from %d to %d, for example %s=%d."
              .formatted(least, most, name, example);
      int value;
      try {
        value = Integer.parseInt(text);
      } catch (NumberFormatException e) {
        throw new BadValue("is not a whole number", fix);
      }
      if (value < least || value > most) {
        throw new BadValue("is out of range", fix);
      }
      return value;
    };
  }

  static long seed(String text) throws BadValue {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadValue(
          "is not a whole number", "Set any whole number, for example SIMULATOR_SEED=1.");
    }
  }

  /** {@code 8081}, or {@code 0.0.0.0:8081} where it is to be reached from elsewhere. */
  static ServerConfig.Listen management(String text) throws BadValue {
    int colon = text.lastIndexOf(':');
    String host = colon < 0 ? "127.0.0.1" : text.substring(0, colon);
    int port = port("MANAGEMENT_PORT", 8081).parse(text.substring(colon + 1));
    return new ServerConfig.Listen(host(host.replaceAll("^\\[|]$", "")), port);
  }

  static Path folder(String text) throws BadValue {
    try {
      return Path.of(text).toAbsolutePath().normalize();
    } catch (InvalidPathException e) {
      throw new BadValue("is not a path", "Set a folder, for example DATA_DIR=./data.");
    }
  }

  /** An address without path, query or fragment. */
  static URI publicUrl(String text) throws BadValue {
    URI uri = httpUrl("PUBLIC_URL", "https://trends.example.org").parse(text);
    if (!uri.getPath().isEmpty()) {
      throw new BadValue(
          "has a path", "Pages are served from the root: set PUBLIC_URL=https://host[:port].");
    }
    return uri;
  }

  /** An http or https address; without a slash at its end. */
  static Setting.Parser<URI> httpUrl(String name, String example) {
    return text -> {
      String fix = "Set an http or https address, for example " + name + "=" + example + ".";
      URI uri;
      try {
        uri = new URI(text.replaceAll("/+$", ""));
      } catch (URISyntaxException e) {
        throw new BadValue("is not an address", fix);
      }
      boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (!http || uri.getHost() == null) {
        throw new BadValue("is not an http or https address", fix);
      }
      if (uri.getUserInfo() != null || uri.getQuery() != null || uri.getFragment() != null) {
        throw new BadValue("holds more than scheme, host, port and path", fix);
      }
      return uri;
    };
  }

  static ServerConfig.Jobs jobs(String text) throws BadValue {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "embedded" -> ServerConfig.Jobs.EMBEDDED;
      case "external" -> ServerConfig.Jobs.EXTERNAL;
      default ->
          throw new BadValue(
              "is neither embedded nor external",
              "Set JOBS=embedded, or JOBS=external where the jobs run on a Flink cluster.");
    };
  }

  /** Addresses and networks, each as {@code address/prefix}. */
  static List<String> networks(String text) throws BadValue {
    List<String> networks = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      networks.add(network(part.strip()));
    }
    return List.copyOf(networks);
  }

  private static String network(String text) throws BadValue {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
    if (bytes == null) {
      throw new BadValue(
          "holds something that is not an IP address",
          "Set addresses or networks with commas between them, for example"
              + " TRUSTED_PROXIES=10.0.0.0/8,192.168.1.7.");
    }
    int bits = bytes.length * 8;
    return slash < 0
        ? address + "/" + bits
        : address
            + "/"
            + number("a network as address/", 0, bits, bits).parse(text.substring(slash + 1));
  }

  static Secret secretKey(String text) throws BadValue {
    String fix = "Make one with: head -c 32 /dev/urandom | base64.";
    byte[] key;
    try {
      key = Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new BadValue("is not base64", fix);
    }
    if (key.length != SECRET_KEY_BYTES) {
      throw new BadValue("holds %d bytes, not 32".formatted(key.length), fix);
    }
    return new Secret(text);
  }

  static Set<Source> sources(String text) throws BadValue {
    EnumSet<Source> sources = EnumSet.noneOf(Source.class);
    for (String part : text.split(",", -1)) {
      try {
        sources.add(Source.valueOf(part.strip().toUpperCase(Locale.ROOT)));
      } catch (IllegalArgumentException e) {
        throw new BadValue(
            "names a source that there is not",
            "Set some of TREND_SOURCES=spotify,submitted,imported.");
      }
    }
    return Set.copyOf(sources);
  }

  /** A text copied from Spotify's dashboard, with nothing around it and no placeholder. */
  static Setting.Parser<String> copied(String name) {
    return text -> {
      if (!COPIED.matcher(text).matches()) {
        throw new BadValue(
            "holds characters that none of Spotify's has",
            "Copy " + name + " anew, without quotes, brackets or blanks.");
      }
      return text;
    };
  }

  static Secret clientSecret(String text) throws BadValue {
    return new Secret(copied("SPOTIFY_CLIENT_SECRET").parse(text));
  }
}
