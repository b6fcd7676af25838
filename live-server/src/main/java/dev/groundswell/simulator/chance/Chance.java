package dev.groundswell.simulator.chance;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;

/**
 * A sequence of draws that belongs to one decision and is the same wherever it is made again.
 *
 * <p>The decision is named by a seed, a word and numbers ({@code of(seed, "day", listener, day)}),
 * so no draw depends on what else has been drawn before. The generator is SplitMix64.
 */
public final class Chance {
  private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;
  private static final String BASE62 =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private long state;

  private Chance(long state) {
    this.state = state;
  }

  /** The draws of the decision {@code what} about {@code keys}. */
  public static Chance of(long seed, String what, long... keys) {
    long state = mix(seed ^ mix(what.hashCode()));
    for (long key : keys) {
      state = mix(state * 31 + key + GOLDEN_GAMMA);
    }
    return new Chance(state);
  }

  private static long mix(long bits) {
    long z = bits;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** The next 64 bits. */
  @CanIgnoreReturnValue
  public long bits() {
    state += GOLDEN_GAMMA;
    return mix(state);
  }

  /** Uniform in [0, 1). */
  public double unit() {
    return (bits() >>> 11) * 0x1.0p-53;
  }

  /** Uniform in [0, bound). */
  public int below(int bound) {
    return (int) (unit() * bound);
  }

  /** Uniform in [from, to). */
  public double between(double from, double to) {
    return from + unit() * (to - from);
  }

  /** True with the probability {@code p}. */
  public boolean happens(double p) {
    return unit() < p;
  }

  /** Normally distributed. */
  public double normal(double mean, double deviation) {
    double radius = StrictMath.sqrt(-2 * StrictMath.log(1 - unit()));
    return mean + deviation * radius * StrictMath.cos(2 * StrictMath.PI * unit());
  }

  /** Log-normally distributed: half of the draws are below {@code median}. */
  public double logNormal(double median, double sigma) {
    return median * StrictMath.exp(normal(0, sigma));
  }

  /** Exponentially distributed: the wait for what happens every {@code mean} on average. */
  public double exponential(double mean) {
    return -mean * StrictMath.log(1 - unit());
  }

  /** One of {@code from}, each as likely. */
  public <T> T pick(List<T> from) {
    return from.get(below(from.size()));
  }

  /** A made-up identifier of digits and letters, as Spotify's are. */
  public String base62(int length) {
    var id = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      id.append(BASE62.charAt(below(BASE62.length())));
    }
    return id.toString();
  }
}
