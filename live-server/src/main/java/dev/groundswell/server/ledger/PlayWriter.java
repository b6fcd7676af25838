package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.LongFunction;

/** Brings {@code play} in line with some differences and adds the changes that follow. */
final class PlayWriter {
  private PlayWriter() {}

  /**
   * @param personOf a listener by number
   */
  static Completable write(
      SqlConnection connection,
      List<PlayDiff> diffs,
      ChangeLog changes,
      LongFunction<Person> personOf) {
    List<PlayDiff> ordered = diffs.stream().sorted(PlayDiff.IN_ORDER).toList();
    List<StoredPlay> gone = new ArrayList<>();
    List<StoredPlay> corrected = new ArrayList<>();
    List<StoredPlay> fresh = new ArrayList<>();
    for (PlayDiff diff : ordered) {
      if (diff.after() == null) {
        gone.add(Objects.requireNonNull(diff.before()));
      } else if (diff.before() == null) {
        fresh.add(diff.after());
      } else {
        corrected.add(diff.after());
      }
    }
    return PlayTable.delete(connection, gone)
        .andThen(PlayTable.update(connection, corrected))
        .andThen(PlayTable.insert(connection, fresh))
        .doOnSuccess(
            inserted -> {
              Iterator<StoredPlay> numbered = inserted.iterator();
              for (PlayDiff diff : ordered) {
                PlayDiff told = diff.before() == null ? new PlayDiff(null, numbered.next()) : diff;
                changes.play(told, personOf.apply(told.play().listenerId()));
              }
            })
        .ignoreElement();
  }
}
