package dev.groundswell.server.ledger;

import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Rows turned into one array a column, as {@code unnest} takes them: one statement for any number
 * of rows.
 */
final class Columns<T> {
  private final List<T> rows;
  private final List<@Nullable Object> arrays = new ArrayList<>();

  private Columns(List<T> rows) {
    this.rows = rows;
  }

  static <T> Columns<T> of(List<T> rows) {
    return new Columns<>(rows);
  }

  Columns<T> longs(Function<T, @Nullable Long> column) {
    return add(column, Long[]::new);
  }

  Columns<T> ints(Function<T, Integer> column) {
    return add(column, Integer[]::new);
  }

  Columns<T> doubles(Function<T, Double> column) {
    return add(column, Double[]::new);
  }

  Columns<T> texts(Function<T, @Nullable String> column) {
    return add(column, String[]::new);
  }

  Columns<T> booleans(Function<T, @Nullable Boolean> column) {
    return add(column, Boolean[]::new);
  }

  /** Instants in epoch milliseconds; 0 is null. */
  Columns<T> instants(ToLongFunction<T> column) {
    return add(row -> timestamp(column.applyAsLong(row)), OffsetDateTime[]::new);
  }

  /** The arrays, and after them parameters that are the same for all rows. */
  Tuple with(@Nullable Object... parameters) {
    arrays.addAll(Arrays.asList(parameters));
    return Tuple.wrap(arrays.toArray());
  }

  private <C> Columns<T> add(Function<T, @Nullable C> column, IntFunction<C[]> array) {
    arrays.add(rows.stream().map(column).toArray(array));
    return this;
  }

  /** Epoch milliseconds as PostgreSQL takes them; 0 is null. */
  static @Nullable OffsetDateTime timestamp(long millis) {
    return millis == 0 ? null : Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
  }

  /** Epoch milliseconds of a timestamptz; null is 0. */
  static long millis(Row row, String column) {
    OffsetDateTime at = row.getOffsetDateTime(column);
    return at == null ? 0 : at.toInstant().toEpochMilli();
  }
}
