package dev.groundswell.server.history;

import dev.groundswell.server.http.Problem;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Settings a listener wants changed; null leaves one as it is. */
record Settings(@Nullable Boolean trends, @Nullable String zone) {
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  /**
   * @throws dev.groundswell.server.http.ProblemException 400 naming the field that cannot be
   */
  Settings checked() {
    if (trends == null && zone == null) {
      throw Problem.badValue("trends", "Send trends, zone or both.").asException();
    }
    if (zone != null && !ZONES.contains(zone)) {
      throw Problem.badValue("zone", "Send an IANA time zone such as Europe/Berlin.").asException();
    }
    return this;
  }
}
