package dev.groundswell.simulator.faults;

import dev.groundswell.simulator.chance.Chance;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a fault befalls some calls.
 *
 * @param id by which the order is taken back
 * @param listener whose calls; null: everybody's, and also those of which it is not known
 * @param share how many of the listeners, 0 to 1; always the same ones
 * @param endpoint which calls; null: all
 * @param left how many calls yet; null: any number
 * @param until when it ends; null: never
 */
public record Order(
    int id,
    Fault fault,
    @Nullable Integer listener,
    double share,
    @Nullable Endpoint endpoint,
    @Nullable Integer left,
    @Nullable Instant until) {

  boolean isOver(Instant now) {
    return (left != null && left <= 0) || (until != null && !now.isBefore(until));
  }

  boolean befalls(@Nullable Integer caller, Endpoint called) {
    if (fault instanceof Fault.InvalidGrant && called != Endpoint.REFRESH) {
      return false;
    }
    return (endpoint == null || endpoint == called)
        && (listener == null || listener.equals(caller))
        && (share >= 1 || (caller != null && drawn(caller)));
  }

  private boolean drawn(int caller) {
    return Chance.of(id, "share", caller).unit() < share;
  }

  /** This order, when one more call has been befallen. */
  Order used() {
    return left == null ? this : new Order(id, fault, listener, share, endpoint, left - 1, until);
  }

  Order as(int otherId) {
    return new Order(otherId, fault, listener, share, endpoint, left, until);
  }
}
