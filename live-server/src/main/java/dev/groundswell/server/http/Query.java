package dev.groundswell.server.http;

import io.vertx.core.MultiMap;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request, of which none is unknown and each comes once. */
public final class Query {
  private static final int LONGEST = 500;

  private final MultiMap parameters;

  private Query(MultiMap parameters) {
    this.parameters = parameters;
  }

  /**
   * @throws ProblemException 400 naming a parameter that is not among {@code known}, or comes twice
   */
  public static Query of(RoutingContext ctx, String... known) {
    MultiMap parameters = ctx.queryParams();
    Set<String> names = Set.of(known);
    for (String name : parameters.names()) {
      if (!names.contains(name)) {
        String takes = names.isEmpty() ? "none" : String.join(", ", List.of(known));
        throw Problem.badValue(shortened(name), "Not a parameter here; there are: " + takes + ".")
            .asException();
      }
      if (parameters.getAll(name).size() > 1) {
        throw Problem.badValue(name, "Send this parameter once.").asException();
      }
    }
    return new Query(parameters);
  }

  /** Refuses a request that has query parameters. */
  public static void none(RoutingContext ctx) {
    var unused = of(ctx);
  }

  /** A whole number between two bounds, both included. */
  public int number(String name, int least, int most, int otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    if (text.matches("\\d{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    throw Problem.badValue(name, "Send a number from " + least + " to " + most + ".").asException();
  }

  /** A text, null where it is absent or empty. */
  public @Nullable String text(String name) {
    String text = parameters.get(name);
    if (text != null && text.length() > LONGEST) {
      throw Problem.badValue(name, "At most " + LONGEST + " characters.").asException();
    }
    return text == null || text.isEmpty() ? null : text;
  }

  private static String shortened(String name) {
    return name.length() > 50 ? name.substring(0, 50) : name;
  }
}
