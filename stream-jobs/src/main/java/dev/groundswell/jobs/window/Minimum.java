package dev.groundswell.jobs.window;

import java.io.Serializable;

/**
 * How many distinct listeners must stand behind a public figure.
 *
 * <p>A figure appears one listener above the minimum and stays down to it, as {@link Totals} say. A
 * minimum of 1 hides nothing.
 *
 * @param listeners at least 1
 */
public record Minimum(long listeners) implements Serializable {

  /** Whether a figure with so many listeners is shown that was shown before, or was not. */
  public boolean shows(long now, boolean before) {
    return now >= (before || hidesNothing() ? listeners : listeners + 1);
  }

  public boolean hidesNothing() {
    return listeners == 1;
  }
}
