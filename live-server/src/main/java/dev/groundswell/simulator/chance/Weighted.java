package dev.groundswell.simulator.chance;

import java.util.Arrays;

/** The numbers 0 to n-1, drawn in proportion to fixed weights. A draw takes O(log n). */
public final class Weighted {
  private final double[] upTo;

  private Weighted(double[] upTo) {
    this.upTo = upTo;
  }

  /** Draws i in proportion to {@code weights[i]}. */
  public static Weighted by(double... weights) {
    if (weights.length == 0) {
      throw new IllegalArgumentException("nothing to draw from");
    }
    double[] upTo = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i];
      upTo[i] = sum;
    }
    return new Weighted(upTo);
  }

  public int draw(Chance chance) {
    double at = chance.unit() * upTo[upTo.length - 1];
    int found = Arrays.binarySearch(upTo, at);
    return Math.min(found >= 0 ? found + 1 : -found - 1, upTo.length - 1);
  }
}
