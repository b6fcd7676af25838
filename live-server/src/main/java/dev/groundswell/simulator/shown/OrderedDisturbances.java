package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.population.Listener;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** How far from the truth each listener is shown, which tests may change at any time. */
public final class OrderedDisturbances implements Function<Listener, Disturbances> {
  private final Map<Integer, Disturbances> own = new ConcurrentHashMap<>();
  private volatile Disturbances everybodys;

  public OrderedDisturbances(Disturbances everybodys) {
    this.everybodys = everybodys;
  }

  /** Of one listener. */
  public void set(Listener listener, Disturbances disturbances) {
    own.put(listener.number(), disturbances);
  }

  /** Of everybody; those of single listeners are forgotten. */
  public void set(Disturbances disturbances) {
    everybodys = disturbances;
    own.clear();
  }

  @Override
  public Disturbances apply(Listener listener) {
    return own.getOrDefault(listener.number(), everybodys);
  }
}
