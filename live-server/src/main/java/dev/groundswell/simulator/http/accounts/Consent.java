package dev.groundswell.simulator.http.accounts;

import java.util.Arrays;
import java.util.List;

/**
 * What one person allows one app.
 *
 * @param listener the person's number
 * @param clientId the app
 * @param scope names of scopes, parted by single spaces
 */
public record Consent(int listener, String clientId, String scope) {

  /** Whether it covers one of {@code wanted}. */
  public boolean allows(String... wanted) {
    List<String> given = Arrays.asList(scope.split(" ", -1));
    return Arrays.stream(wanted).anyMatch(given::contains);
  }
}
