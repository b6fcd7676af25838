package dev.groundswell.server.ledger;

import dev.groundswell.events.PlayState;
import dev.groundswell.events.Source;
import io.vertx.rxjava3.sqlclient.Row;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * What a column of a stored play follows from, where that may become another after the play was
 * written. Statements know the play as {@code p}.
 *
 * @param column the column
 * @param joins what else is looked at
 * @param right what the column has to be, in SQL
 * @param with the play with the right value, which the row has as {@code right_value}
 */
record PlayRule(
    String column, String joins, String right, BiFunction<PlayState, Row, PlayState> with) {

  /** A play is of the genre of its main artist. */
  static PlayRule genre() {
    return new PlayRule(
        "genre_id",
        "left join artist a on a.id = p.artist_ids[1]",
        "a.genre_id",
        (state, row) -> {
          Long genre = row.getLong("right_value");
          return state.withGenre(genre == null ? 0 : genre);
        });
  }

  /**
   * A play is part of public figures if its listener has joined them and its source is admitted.
   */
  static PlayRule trends(Set<Source> admitted) {
    String sources =
        new TreeSet<>(admitted)
            .stream()
                .map(source -> "'" + source.label() + "'")
                .collect(Collectors.joining(", ", "array[", "]::text[]"));
    return new PlayRule(
        "trends",
        "join listener w on w.id = p.listener_id",
        "(w.trends and p.source = any(" + sources + "))",
        (state, row) -> state.withTrends(row.getBoolean("right_value")));
  }

  /** Whether a play is not as it has to be, in SQL. */
  String isWrong() {
    return "p." + column + " is distinct from " + right;
  }
}
