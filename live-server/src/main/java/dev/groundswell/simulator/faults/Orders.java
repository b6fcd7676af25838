package dev.groundswell.simulator.faults;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The faults that are ordered now; the oldest order that fits a call befalls it. */
public final class Orders {
  private static final int MOST = 100;

  private final Clock clock;
  private final List<Order> orders = new ArrayList<>();
  private int lastId;

  public Orders(Clock clock) {
    this.clock = clock;
  }

  /**
   * Adds an order under an id of its own.
   *
   * @throws IllegalStateException where there are too many
   */
  public synchronized Order add(Order order) {
    forgetThoseOver();
    if (orders.size() >= MOST) {
      throw new IllegalStateException("at most " + MOST + " orders at once");
    }
    Order added = order.as(++lastId);
    orders.add(added);
    return added;
  }

  /** Takes an order back; false where there was none. */
  public synchronized boolean remove(int id) {
    return orders.removeIf(order -> order.id() == id);
  }

  public synchronized void clear() {
    orders.clear();
  }

  /** Those that are not over, the oldest first. */
  public synchronized List<Order> all() {
    forgetThoseOver();
    return List.copyOf(orders);
  }

  /** What befalls a call of {@code caller}, who may be unknown; it counts as one of the order's. */
  public synchronized @Nullable Order take(@Nullable Integer caller, Endpoint called) {
    forgetThoseOver();
    for (int i = 0; i < orders.size(); i++) {
      Order order = orders.get(i);
      if (order.befalls(caller, called)) {
        orders.set(i, order.used());
        return order;
      }
    }
    return null;
  }

  private void forgetThoseOver() {
    Instant now = clock.instant();
    orders.removeIf(order -> order.isOver(now));
  }
}
