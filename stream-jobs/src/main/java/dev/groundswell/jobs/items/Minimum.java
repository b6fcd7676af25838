package dev.groundswell.jobs.items;

import java.io.Serializable;

/**
 * How many listeners have to stand behind a figure.
 *
 * <p>One more than that to appear, where it is more than one; so that no single listener switches a
 * figure on and off by coming and going.
 *
 * @param listeners at least 1
 */
record Minimum(long listeners) implements Serializable {

  /** Whether a figure is public, given whether it was. */
  boolean admits(boolean was, long found) {
    return found >= (was ? listeners : toAppear());
  }

  /** How many it takes to appear. */
  long toAppear() {
    return listeners == 1 ? 1 : listeners + 1;
  }
}
