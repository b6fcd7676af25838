package dev.groundswell.jobs;

import dev.groundswell.events.RedisKeys;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;

/**
 * What the jobs are told when they start.
 *
 * @param databaseUrl where the ledger is, as {@code jdbc:postgresql://host:port/name}
 * @param databaseUser the user of the ledger
 * @param databasePassword that user's password
 * @param redisUrl where Redis is, as {@code redis://} or {@code rediss://}
 * @param publicMinListeners how many distinct listeners a public figure needs: it appears above so
 *     many and goes below; 1 shows everything
 * @param parallelism how many tasks share each step; 0 leaves it to the cluster
 * @param checkpointInterval how often state is kept
 * @param sampledPlays whether single plays, without their persons, are told in passing
 * @param scope part of the key of every board
 * @param fence the number of this run; 0 to have the ledger number it
 */
public record JobOptions(
    String databaseUrl,
    String databaseUser,
    String databasePassword,
    String redisUrl,
    int publicMinListeners,
    int parallelism,
    Duration checkpointInterval,
    boolean sampledPlays,
    String scope,
    long fence) {

  /** The flags, each with its default and what it means. */
  private enum Flag {
    DATABASE_URL("", "the ledger: jdbc:postgresql://host:port/name (required)"),
    DATABASE_USER("groundswell", "the user of the ledger"),
    DATABASE_PASSWORD("", "that user's password; better kept in a file given by --options"),
    REDIS_URL("", "Redis: redis://... or rediss://... (required)"),
    PUBLIC_MIN_LISTENERS(
        "5",
        "a public figure appears when more distinct listeners than this stand behind it and goes"
            + " below this many; 1 shows all"),
    PARALLELISM("0", "tasks that share each step; 0 leaves it to the cluster"),
    CHECKPOINT_SECONDS("10", "how often state is kept"),
    SAMPLED_PLAYS("true", "whether a play a second is told in passing; false leaves that out"),
    SCOPE(RedisKeys.LIVE, "part of the key of every board"),
    FENCE("0", "the number of this run; 0 has the ledger number it");

    private final String fallback;
    private final String meaning;

    Flag(String fallback, String meaning) {
      this.fallback = fallback;
      this.meaning = meaning;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Thrown for options that cannot be used; the message names the option and the fix. */
  public static final class BadOptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BadOptionException(String message) {
      super(message);
    }
  }

  public JobOptions {
    if (publicMinListeners < 1) {
      throw new BadOptionException("--public-min-listeners must be 1 or more");
    }
    if (parallelism < 0 || parallelism > StreamJobs.MAX_PARALLELISM) {
      throw new BadOptionException(
          "--parallelism must be between 0 and " + StreamJobs.MAX_PARALLELISM);
    }
    if (checkpointInterval.isNegative() || checkpointInterval.isZero()) {
      throw new BadOptionException("--checkpoint-seconds must be 1 or more");
    }
    if (!scope.matches("[a-z0-9:-]{1,64}")) {
      throw new BadOptionException("--scope must be 1 to 64 of a-z, 0-9, ':' and '-'");
    }
  }

  /** The same options for the run numbered {@code number}. */
  public JobOptions withFence(long number) {
    return new JobOptions(
        databaseUrl,
        databaseUser,
        databasePassword,
        redisUrl,
        publicMinListeners,
        parallelism,
        checkpointInterval,
        sampledPlays,
        scope,
        number);
  }

  /** Without the URLs and the password: what this says may end up in a log. */
  @Override
  public String toString() {
    return String.format(
        "scope %s, run %d, minimum of listeners %d, parallelism %d, checkpoints every %d s",
        scope, fence, publicMinListeners, parallelism, checkpointInterval.toSeconds());
  }

  /**
   * Reads {@code --name value} pairs, and the same names from a properties file where {@code
   * --options file} is among them; a flag wins over the file.
   *
   * @throws BadOptionException where a flag is unknown, missing or cannot be read
   */
  public static JobOptions parse(String... args) {
    Map<Flag, String> flags = new EnumMap<>(Flag.class);
    List<String> files = new ArrayList<>();
    for (int i = 0; i < args.length; i += 2) {
      if (i + 1 == args.length) {
        throw new BadOptionException(args[i] + " needs a value behind it");
      }
      if (args[i].equals("--options")) {
        files.add(args[i + 1]);
      } else {
        flags.put(flagOf(args[i]), args[i + 1]);
      }
    }
    files.forEach(file -> read(file, flags));
    return of(flags);
  }

  /** One line a flag. */
  public static String help() {
    StringBuilder help = new StringBuilder("Options of the stream jobs, each --name value:\n");
    for (Flag flag : Flag.values()) {
      String fallback = flag.fallback.isEmpty() ? "" : " [" + flag.fallback + "]";
      help.append(String.format("  --%-22s %s%s%n", flag.label(), flag.meaning, fallback));
    }
    return help.append(String.format("  --%-22s %s%n", "options", "a properties file of the above"))
        .toString();
  }

  private static JobOptions of(Map<Flag, String> flags) {
    return new JobOptions(
        required(Flag.DATABASE_URL, "jdbc:postgresql:", flags),
        text(Flag.DATABASE_USER, flags),
        text(Flag.DATABASE_PASSWORD, flags),
        required(Flag.REDIS_URL, "redis", flags),
        (int) number(Flag.PUBLIC_MIN_LISTENERS, flags),
        (int) number(Flag.PARALLELISM, flags),
        Duration.ofSeconds(number(Flag.CHECKPOINT_SECONDS, flags)),
        truth(Flag.SAMPLED_PLAYS, flags),
        text(Flag.SCOPE, flags),
        number(Flag.FENCE, flags));
  }

  private static Flag flagOf(String arg) {
    for (Flag flag : Flag.values()) {
      if (arg.equals("--" + flag.label())) {
        return flag;
      }
    }
    throw new BadOptionException(arg + " is not an option; --help lists them");
  }

  private static void read(String file, Map<Flag, String> flags) {
    Properties properties = new Properties();
    try (Reader in = Files.newBufferedReader(Path.of(file))) {
      properties.load(in);
    } catch (IOException | IllegalArgumentException e) {
      throw new BadOptionException("--options " + file + " cannot be read: " + e.getMessage());
    }
    for (String name : properties.stringPropertyNames()) {
      flags.putIfAbsent(flagOf("--" + name), properties.getProperty(name));
    }
  }

  private static String text(Flag flag, Map<Flag, String> flags) {
    return flags.getOrDefault(flag, flag.fallback);
  }

  private static String required(Flag flag, String start, Map<Flag, String> flags) {
    String value = text(flag, flags);
    if (!value.startsWith(start)) {
      throw new BadOptionException("--" + flag.label() + " is needed: " + flag.meaning);
    }
    return value;
  }

  private static boolean truth(Flag flag, Map<Flag, String> flags) {
    String value = text(flag, flags);
    if (!value.equals("true") && !value.equals("false")) {
      throw new BadOptionException("--" + flag.label() + " must be true or false, not " + value);
    }
    return value.equals("true");
  }

  private static long number(Flag flag, Map<Flag, String> flags) {
    String value = text(flag, flags);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new BadOptionException("--" + flag.label() + " must be a whole number, not " + value);
    }
  }
}
