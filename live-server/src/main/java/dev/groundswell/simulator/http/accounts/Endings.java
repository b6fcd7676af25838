package dev.groundswell.simulator.http.accounts;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Consents and tokens that a test has ended before their time. It is kept in memory only; what is
 * given afterwards is good.
 */
final class Endings {
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<Integer, Long> revoked = new ConcurrentHashMap<>();
  private final Map<Integer, Long> accessEnded = new ConcurrentHashMap<>();
  private final Map<Integer, Long> refreshEnded = new ConcurrentHashMap<>();

  /** That what {@code listener} was given up to {@code serial} is worth nothing any more. */
  void revoke(int listener, long serial) {
    revoked.put(listener, serial);
  }

  /** That the access tokens given up to {@code serial} have come to their end. */
  void endAccess(int listener, long serial) {
    accessEnded.put(listener, serial);
  }

  /** That the refresh tokens given up to {@code serial} have come to their end. */
  void endRefresh(int listener, long serial) {
    refreshEnded.put(listener, serial);
  }

  boolean isRevoked(int listener, long serial) {
    return serial <= revoked.getOrDefault(listener, NEVER);
  }

  boolean isAccessEnded(int listener, long serial) {
    return serial <= accessEnded.getOrDefault(listener, NEVER);
  }

  boolean isRefreshEnded(int listener, long serial) {
    return serial <= refreshEnded.getOrDefault(listener, NEVER);
  }
}
