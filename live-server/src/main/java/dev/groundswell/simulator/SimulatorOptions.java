package dev.groundswell.simulator;

import dev.groundswell.simulator.shown.Disturbances;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How a simulator is set up.
 *
 * @param host address to listen on
 * @param port 0 takes any that is free
 * @param listeners how many people there are, 1 to 200,000
 * @param seed of everything; the same seed is the same world
 * @param disturbances how far what is shown strays from what is true
 * @param publicUrl how a browser reaches the simulator, for covers and pages; null: where it
 *     listens
 * @param redirectUris the only ones that codes are sent to, matched exactly; empty: those that
 *     Spotify's rules allow
 */
public record SimulatorOptions(
    String host,
    int port,
    int listeners,
    long seed,
    Disturbances disturbances,
    @Nullable String publicUrl,
    Set<String> redirectUris) {

  static final String HELP =
      """
      Usage: java -cp groundswell.jar dev.groundswell.simulator.Simulator [options]

      Serves Spotify's sign-in and Web API with people and music that are made up.

        --host ADDRESS      address to listen on (127.0.0.1)
        --port PORT         port to listen on, 0 for any that is free (8082)
        --listeners N       how many people there are, 1 to 200000 (2000)
        --seed N            the same seed is the same world (1)
        --disturbances HOW  how far it strays from the truth: none, usual, all (usual)
        --public-url URL    how browsers reach it, for covers (http://ADDRESS:PORT)
        --redirect-uri URI  where codes may be sent; may be given again (https, or http on 127.0.0.1)
        --help              this text
      """;

  private static final int MOST_LISTENERS = 200_000;

  public SimulatorOptions {
    redirectUris = Set.copyOf(redirectUris);
    check(port >= 0 && port <= 65_535, "port must be 0 to 65535");
    check(
        listeners >= 1 && listeners <= MOST_LISTENERS, "listeners must be 1 to " + MOST_LISTENERS);
    check(publicUrl == null || isWeb(publicUrl), "public-url must be an http or https address");
  }

  /** 2,000 people of seed 1 on 127.0.0.1:8082. */
  public static SimulatorOptions defaults() {
    return new SimulatorOptions("127.0.0.1", 8082, 2_000, 1, Disturbances.USUAL, null, Set.of());
  }

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException with one line that names the option and the fix
   */
  static SimulatorOptions parse(String... arguments) {
    SimulatorOptions options = defaults();
    for (int i = 0; i < arguments.length; i += 2) {
      String name = arguments[i];
      check(i + 1 < arguments.length, name + " needs a value; see --help");
      options = options.with(name, arguments[i + 1]);
    }
    return options;
  }

  private SimulatorOptions with(String name, String value) {
    return switch (name) {
      case "--host" -> withHost(value);
      case "--port" -> withPort(integer(name, value));
      case "--listeners" -> withListeners(integer(name, value));
      case "--seed" -> withSeed(number(name, value));
      case "--disturbances" -> withDisturbances(disturbances(value));
      case "--public-url" -> withPublicUrl(value);
      case "--redirect-uri" -> {
        Set<String> uris = new LinkedHashSet<>(redirectUris);
        uris.add(value);
        yield withRedirectUris(uris);
      }
      default -> throw new IllegalArgumentException("unknown option " + name + "; see --help");
    };
  }

  public SimulatorOptions withHost(String host) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  public SimulatorOptions withPort(int port) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  public SimulatorOptions withListeners(int listeners) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  public SimulatorOptions withSeed(long seed) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  public SimulatorOptions withDisturbances(Disturbances disturbances) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  public SimulatorOptions withPublicUrl(@Nullable String publicUrl) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  public SimulatorOptions withRedirectUris(Set<String> redirectUris) {
    return new SimulatorOptions(host, port, listeners, seed, disturbances, publicUrl, redirectUris);
  }

  private static Disturbances disturbances(String preset) {
    return Disturbances.preset(preset)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--disturbances must be none, usual or all, not " + preset));
  }

  private static int integer(String name, String value) {
    long number = number(name, value);
    check(number == (int) number, name + " is out of range: " + value);
    return (int) number;
  }

  private static long number(String name, String value) {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a whole number, not " + value, e);
    }
  }

  private static boolean isWeb(String url) {
    try {
      String scheme = URI.create(url).getScheme();
      return "http".equals(scheme) || "https".equals(scheme);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
