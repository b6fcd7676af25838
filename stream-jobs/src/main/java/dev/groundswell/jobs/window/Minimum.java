package dev.groundswell.jobs.window;

import java.io.Serializable;

/**
 * How many distinct listeners a public figure needs.
 *
 * <p>It appears when more than the minimum stand behind it and goes when fewer do, as {@link
 * Totals} have it too. A minimum of 1 hides nothing.
 *
 * @param listeners at least 1
 */
public record Minimum(long listeners) implements Serializable {

  /** Whether a figure with so many listeners is shown that was shown before, or was not. */
  public boolean shows(long now, boolean before) {
    return now >= (before || hidesNothing() ? listeners : listeners + 1);
  }

  /** How many listeners it takes for a figure to appear. */
  public long toAppear() {
    return hidesNothing() ? listeners : listeners + 1;
  }

  public boolean hidesNothing() {
    return listeners == 1;
  }
}
