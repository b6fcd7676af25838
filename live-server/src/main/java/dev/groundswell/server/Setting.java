package dev.groundswell.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One setting as data: what reads it, what {@code --help} and the documentation say of it.
 *
 * @param name the environment variable
 * @param fallback what holds where it is not set: a value, or words such as {@code none: embedded}
 * @param meaning what it is for, one line
 * @param secret whether an error must not repeat its value
 * @param optional whether {@code fallback} is words, so that an unset setting is null
 * @param parser turns the text into the value
 */
public record Setting<T>(
    String name,
    String fallback,
    String meaning,
    boolean secret,
    boolean optional,
    Parser<T> parser) {

  private static final int ECHO_MOST = 60;

  /** Turns the text of a setting into its value. */
  @FunctionalInterface
  interface Parser<T> {
    T parse(String text) throws BadValue;
  }

  /** Why a text cannot be taken; holds nothing of the text. */
  static final class BadValue extends Exception {
    private final String fix;

    /**
     * @param problem the end of a sentence: {@code is not a port}
     * @param fix a sentence
     */
    BadValue(String problem, String fix) {
      super(problem, null, false, false);
      this.fix = fix;
    }

    String problem() {
      return String.valueOf(getMessage());
    }
  }

  static <T> Setting<T> of(String name, String fallback, String meaning, Parser<T> parser) {
    return new Setting<>(name, fallback, meaning, false, false, parser);
  }

  static <T> Setting<T> optional(String name, String words, String meaning, Parser<T> parser) {
    return new Setting<>(name, words, meaning, false, true, parser);
  }

  static <T> Setting<T> secret(String name, String words, String meaning, Parser<T> parser) {
    return new Setting<>(name, words, meaning, true, true, parser);
  }

  /** The value, or the fallback where it is not set; an empty text is the same as none. */
  T in(Map<String, String> environment) {
    T value = ifSet(environment);
    return value != null ? value : parse(fallback);
  }

  /** The value, null where it is not set. */
  @Nullable T ifSet(Map<String, String> environment) {
    String text = environment.getOrDefault(name, "").strip();
    return text.isEmpty() ? null : parse(text);
  }

  boolean isSet(Map<String, String> environment) {
    return !environment.getOrDefault(name, "").isBlank();
  }

  private T parse(String text) {
    try {
      return parser.parse(text);
    } catch (BadValue e) {
      throw new SettingException(name, echo(text) + e.problem(), e.fix);
    }
  }

  private String echo(String text) {
    if (secret || text.indexOf('@') >= 0) {
      return "";
    }
    String plain = text.replaceAll("\\p{C}", "?");
    String shown = plain.length() > ECHO_MOST ? plain.substring(0, ECHO_MOST) + "..." : plain;
    return "\"" + shown + "\" ";
  }
}
