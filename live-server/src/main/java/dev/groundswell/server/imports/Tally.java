package dev.groundswell.server.imports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What became of the rows while a file was read. */
final class Tally {
  /** The first broken rows are told by their numbers; a file of nothing else is not repeated. */
  static final int MOST_ERRORS = 20;

  private static final int MOST_FILES = 500;
  private static final int LONGEST_NAME = 100;

  private final Map<Skip, Integer> skipped = new EnumMap<>(Skip.class);
  private final List<RowError> errors = new ArrayList<>();
  private final List<ReadFile> files = new ArrayList<>();
  private final List<String> passedNames = new ArrayList<>();
  private int passed;
  private int rows;

  /** A row that was not taken, by its number from 1. */
  record RowError(int row, String reason) {}

  /** A file of a ZIP that was read. */
  record ReadFile(String name, int rows) {}

  /** Files of a ZIP that are no history; the first of them by name. */
  record PassedOver(int count, List<String> names) {
    static final PassedOver NONE = new PassedOver(0, List.of());
  }

  void read(String name, int rowsInIt) {
    if (files.size() < MOST_FILES) {
      files.add(new ReadFile(shortened(name), rowsInIt));
    }
  }

  void passedOver(String name) {
    passed++;
    if (passedNames.size() < MOST_ERRORS) {
      passedNames.add(shortened(name));
    }
  }

  private static String shortened(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  List<ReadFile> files() {
    return List.copyOf(files);
  }

  PassedOver passedOver() {
    return new PassedOver(passed, List.copyOf(passedNames));
  }

  /** Counts a row and answers its number. */
  int nextRow() {
    return ++rows;
  }

  void skip(int row, Skip reason) {
    skipped.merge(reason, 1, Integer::sum);
    if (reason.isFaulty() && errors.size() < MOST_ERRORS) {
      errors.add(new RowError(row, reason.label()));
    }
  }

  int rows() {
    return rows;
  }

  /** Counts by reason, as the API words it. */
  Map<String, Integer> skipped() {
    Map<String, Integer> counts = new TreeMap<>();
    skipped.forEach((reason, count) -> counts.put(reason.label(), count));
    return counts;
  }

  List<RowError> errors() {
    return List.copyOf(errors);
  }
}
