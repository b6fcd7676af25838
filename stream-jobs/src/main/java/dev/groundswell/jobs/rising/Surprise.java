package dev.groundswell.jobs.rising;

import java.util.Arrays;
import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * How surprising it is that so many listen: the information component of Noren and others, at the
 * lower end of what chance allows (2.5 %).
 *
 * <p>{@code log2(Q(0.025; O + 1/2, 1) / (E + 1/2))}, where O people were observed, E expected and Q
 * is the quantile of the gamma distribution. 1 says: at least twice as many, beyond chance.
 */
final class Surprise {
  private static final double LOWER_END = 0.025;
  private static final double SHRINKAGE = 0.5;
  private static final int REMEMBERED = 10_000;

  /** From here on the normal approximation of the quantile is as good as any figure shown. */
  private static final double Z = 1.959964;

  /** Quantiles by the number observed; each is computed once. */
  private double[] quantiles = new double[0];

  /** In doublings. */
  double of(long observed, double expected) {
    return Math.log(quantile(observed) / (expected + SHRINKAGE)) / Math.log(2);
  }

  /** Whether it is more than one doubling; asked of every item, so without a logarithm. */
  boolean isTwice(long observed, double expected) {
    return quantile(observed) > 2 * (expected + SHRINKAGE);
  }

  private double quantile(long observed) {
    if (observed >= REMEMBERED) {
      // Wilson and Hilferty: the cube root of a gamma variable is nearly normal.
      double shape = observed + SHRINKAGE;
      double root = 1 - 1 / (9 * shape) - Z / (3 * Math.sqrt(shape));
      return shape * root * root * root;
    }
    int known = quantiles.length;
    if (observed >= known) {
      quantiles = Arrays.copyOf(quantiles, (int) observed + 1);
      for (int o = known; o <= observed; o++) {
        quantiles[o] =
            new GammaDistribution(null, o + SHRINKAGE, 1).inverseCumulativeProbability(LOWER_END);
      }
    }
    return quantiles[(int) observed];
  }
}
