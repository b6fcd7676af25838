package dev.groundswell.server.http;

import io.vertx.rxjava3.ext.web.Route;
import io.vertx.rxjava3.ext.web.Router;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The methods an address takes, for the Allow header that a 405 must carry. */
final class AllowedMethods {
  private static final Pattern PARAMETER = Pattern.compile(":[A-Za-z0-9_]+");

  private AllowedMethods() {}

  static String at(Router router, String path) {
    return router.getRoutes().stream()
        .filter(route -> route.methods() != null && matches(route, path))
        .flatMap(route -> route.methods().stream())
        .map(method -> method.name())
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static boolean matches(Route route, String path) {
    String pattern = route.getPath();
    if (pattern == null) {
      return false;
    }
    if (!pattern.contains(":")) {
      return pattern.equals(path);
    }
    String expression =
        PARAMETER.splitAsStream(pattern).map(Pattern::quote).collect(Collectors.joining("[^/]+"));
    String end = pattern.matches(".*:[A-Za-z0-9_]+") ? "[^/]+" : "";
    return path.matches(expression + end);
  }
}
