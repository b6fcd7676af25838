package dev.groundswell.server.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Pairs two sequences in order of time: one-to-one, without crossing, as many pairs as possible,
 * and of those choices the one with the smallest total distance.
 *
 * <p>Of equally good choices the one that pairs the earlier elements is taken, so the result
 * depends on nothing but the two sequences.
 */
final class Alignment {
  /** Worth of one pair: more than any sum of distances. */
  private static final long PAIR = 1L << 44;

  /** Up to here the best choice is computed; beyond, a flood of sightings is paired as it comes. */
  private static final long MOST_CELLS = 4_000_000;

  private Alignment() {}

  /** How far apart two elements are; empty where they must not be paired. */
  interface Distance<A, B> {
    OptionalLong between(A left, B right);
  }

  /** Element {@code left} of the one sequence with element {@code right} of the other. */
  record Pair(int left, int right) {}

  static <A, B> List<Pair> align(List<A> left, List<B> right, Distance<A, B> distance) {
    return (long) left.size() * right.size() <= MOST_CELLS
        ? best(left, right, distance)
        : firstFit(left, right, distance);
  }

  private static <A, B> List<Pair> best(List<A> left, List<B> right, Distance<A, B> distance) {
    int rows = left.size();
    int columns = right.size();
    // worth[i][j]: the best that can be made of left from i on and right from j on.
    long[][] worth = new long[rows + 1][columns + 1];
    boolean[][] paired = new boolean[rows][columns];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        long apart = Math.max(worth[i + 1][j], worth[i][j + 1]);
        OptionalLong away = distance.between(left.get(i), right.get(j));
        long together =
            away.isPresent() ? worth[i + 1][j + 1] + PAIR - away.getAsLong() : Long.MIN_VALUE;
        paired[i][j] = together >= apart;
        worth[i][j] = Math.max(together, apart);
      }
    }
    List<Pair> pairs = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < rows && j < columns) {
      if (paired[i][j]) {
        pairs.add(new Pair(i++, j++));
      } else if (worth[i][j + 1] >= worth[i + 1][j]) {
        j++;
      } else {
        i++;
      }
    }
    return pairs;
  }

  private static <A, B> List<Pair> firstFit(List<A> left, List<B> right, Distance<A, B> distance) {
    List<Pair> pairs = new ArrayList<>();
    int j = 0;
    for (int i = 0; i < left.size() && j < right.size(); i++) {
      for (int ahead = j; ahead < Math.min(right.size(), j + 100); ahead++) {
        if (distance.between(left.get(i), right.get(ahead)).isPresent()) {
          pairs.add(new Pair(i, ahead));
          j = ahead + 1;
          break;
        }
      }
    }
    return pairs;
  }
}
