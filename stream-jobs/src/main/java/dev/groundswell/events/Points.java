package dev.groundswell.events;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A row's course over time: one number at each of a board's points, oldest first. Never changes.
 *
 * <p>Which points those are, and what a number counts, the topic says.
 */
public final class Points {
  /** In place of a number behind which too few listeners stand. */
  public static final int WITHHELD = -1;

  public static final Points NONE = new Points(new int[0]);

  private final int[] numbers;

  private Points(int[] numbers) {
    this.numbers = numbers;
  }

  public static Points of(int... numbers) {
    return numbers.length == 0 ? NONE : new Points(numbers.clone());
  }

  public boolean isEmpty() {
    return numbers.length == 0;
  }

  public int size() {
    return numbers.length;
  }

  /** The number at a place, {@link #WITHHELD} where it is not told. */
  public int at(int place) {
    return numbers[place];
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Points that && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    return Arrays.toString(numbers);
  }
}
