package dev.groundswell.server.audit;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Topic;
import dev.groundswell.server.audit.Expected.Figures;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Changes that the ledger holds and of which a board knows some, all or none: by how much they
 * could make each figure differ.
 */
final class UnderWay {
  /** As many of a play's artists count as in the jobs. */
  static final int MOST_ARTISTS = 8;

  private static final long WHOLE = -1;

  private final Topic.Kind kind;
  private final long from;
  private final long asOf;
  private final Map<Long, Moves> moves = new HashMap<>();

  /** What comes to an item and what goes. */
  private static final class Moves {
    long coming;
    long going;
    final Set<Long> comers = new HashSet<>();
    final Set<Long> goers = new HashSet<>();
  }

  private UnderWay(Topic.Kind kind, long from, long asOf) {
    this.kind = kind;
    this.from = from;
    this.asOf = asOf;
  }

  /**
   * What of {@code changes} concerns the window from {@code from} to {@code asOf}.
   *
   * @throws UnsettledException where somebody is being erased: how much goes is not to be known
   */
  static UnderWay of(List<PlayChange> changes, Topic.Kind kind, long from, long asOf) {
    UnderWay underWay = new UnderWay(kind, from, asOf);
    for (PlayChange change : changes) {
      if (change.kind() != PlayChange.Kind.PLAY) {
        throw new UnsettledException("somebody is being erased");
      }
      underWay.take(change.listener(), change.before(), false);
      underWay.take(change.listener(), change.after(), true);
    }
    return underWay;
  }

  private void take(long listener, @Nullable PlayState play, boolean comes) {
    if (play == null || !play.isPublic() || play.countedAt() <= from || play.countedAt() > asOf) {
      return;
    }
    move(WHOLE, listener, comes);
    items(play).forEach(item -> move(item, listener, comes));
  }

  private Set<Long> items(PlayState play) {
    return switch (kind) {
      case TRACKS -> Set.of(play.recording());
      case ARTISTS ->
          new LinkedHashSet<>(
              play.artists().subList(0, Math.min(MOST_ARTISTS, play.artists().size())));
      case GENRES -> Set.of(play.genre());
    };
  }

  private void move(long item, long listener, boolean comes) {
    Moves some = moves.computeIfAbsent(item, any -> new Moves());
    if (comes) {
      some.coming++;
      some.comers.add(listener);
    } else {
      some.going++;
      some.goers.add(listener);
    }
  }

  /** How many items are concerned. */
  long items() {
    return moves.keySet().stream().filter(item -> item != WHOLE).count();
  }

  /** The items concerned. */
  Set<Long> concerned() {
    Set<Long> items = new HashSet<>(moves.keySet());
    items.remove(WHOLE);
    return items;
  }

  Figures whole(long plays, long listeners) {
    return figures(WHOLE, plays, listeners);
  }

  /** What a board may show of an item of which the ledger now counts so much. */
  Figures figures(long item, long plays, long listeners) {
    Moves some = moves.get(item);
    return some == null
        ? new Figures(new Range(plays, plays), new Range(listeners, listeners))
        : new Figures(
            Range.around(plays, some.coming, some.going),
            Range.around(listeners, some.comers.size(), some.goers.size()));
  }
}
