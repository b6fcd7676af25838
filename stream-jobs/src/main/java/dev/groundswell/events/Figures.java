package dev.groundswell.events;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Some figures, each with its number; what is not among them is not told. Never changes. */
public final class Figures {
  public static final Figures NONE = new Figures(0, new long[0]);

  private static final Figure[] ALL = Figure.values();

  /** Which there are, bit {@code 1 << ordinal} for each. */
  private final int present;

  /** Their numbers, in the order of {@link Figure}. */
  private final long[] numbers;

  private Figures(int present, long[] numbers) {
    this.present = present;
    this.numbers = numbers;
  }

  public static Figures of(Figure figure, long number) {
    return NONE.with(figure, number);
  }

  public static Figures of(Figure first, long number, Figure second, long secondNumber) {
    return of(first, number).with(second, secondNumber);
  }

  /** These and one more, or another number of it. */
  public Figures with(Figure figure, long number) {
    int place = placeOf(figure);
    if (has(figure)) {
      long[] changed = numbers.clone();
      changed[place] = number;
      return new Figures(present, changed);
    }
    long[] more = new long[numbers.length + 1];
    System.arraycopy(numbers, 0, more, 0, place);
    more[place] = number;
    System.arraycopy(numbers, place, more, place + 1, numbers.length - place);
    return new Figures(present | 1 << figure.ordinal(), more);
  }

  public boolean has(Figure figure) {
    return (present >> figure.ordinal() & 1) != 0;
  }

  /** A figure's number; 0 where it is not told. */
  public long get(Figure figure) {
    return has(figure) ? numbers[placeOf(figure)] : 0;
  }

  /** A figure's number; {@code otherwise} where it is not told. */
  public long orElse(Figure figure, long otherwise) {
    return has(figure) ? numbers[placeOf(figure)] : otherwise;
  }

  private int placeOf(Figure figure) {
    return Integer.bitCount(present & (1 << figure.ordinal()) - 1);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Figures that
        && present == that.present
        && Arrays.equals(numbers, that.numbers);
  }

  @Override
  public int hashCode() {
    return 31 * present + Arrays.hashCode(numbers);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Figure figure : ALL) {
      if (has(figure)) {
        text.append(text.isEmpty() ? "" : ", ")
            .append(figure.word())
            .append(' ')
            .append(get(figure));
      }
    }
    return text.toString();
  }
}
