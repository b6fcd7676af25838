package dev.groundswell.server.account;

import dev.groundswell.server.http.Problem;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What somebody who signs in wants to be as a new listener; a known one keeps what they chose.
 *
 * @param trends whether to be part of public figures
 * @param zone the time zone of their browser, an IANA name; null where it says none that we know
 */
record Wishes(boolean trends, @Nullable String zone) {
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();
  private static final String USUAL_ZONE = "UTC";

  /**
   * Reads them from the form of a sign-in.
   *
   * @throws dev.groundswell.server.http.ProblemException 400 naming the field that cannot be
   */
  static Wishes of(RoutingContext ctx) {
    String trends = ctx.request().getFormAttribute("trends");
    if (trends != null && !trends.isEmpty() && !trends.equals("join")) {
      throw Problem.badValue("trends", "Send join, or leave it out.").asException();
    }
    String zone = ctx.request().getFormAttribute("zone");
    // A browser may know a zone that this Java does not; nobody is kept out for that.
    return new Wishes("join".equals(trends), zone != null && ZONES.contains(zone) ? zone : null);
  }

  /** The time zone to begin with. */
  String firstZone() {
    return zone == null ? USUAL_ZONE : zone;
  }
}
