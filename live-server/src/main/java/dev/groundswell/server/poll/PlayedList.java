package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.poll.Outcome.Gap;
import dev.groundswell.server.poll.Outcome.Prospect;
import dev.groundswell.server.spotify.PlayHistory;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Takes plays from the list of what was played: those that were not on the page before.
 *
 * <p>The list gives END and nothing else of the time; items come late and out of order, so what was
 * taken is remembered item by item and not by a cursor.
 */
final class PlayedList {
  /** More than a page, since late items move others off it. */
  private static final int REMEMBERED = 100;

  /** So long a play waits for the look that tells whether it was in private. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

  private PlayedList() {}

  static Outcome take(Known known, Seen.HistoryPage page, Instant when) {
    Set<Instant> before = new HashSet<>(known.taken());
    List<PlayDraft> drafts = new ArrayList<>();
    List<Instant> onPage = new ArrayList<>();
    for (PlayHistory.Item item : page.items()) {
      Instant playedAt = item.playedAt().truncatedTo(ChronoUnit.MILLIS);
      if (before.contains(playedAt)) {
        onPage.add(playedAt);
      } else if (!mayYetBeHidden(known, playedAt, when)) {
        onPage.add(playedAt);
        if (!isHidden(known, item.track(), playedAt)) {
          drafts.add(draft(item.track(), playedAt, when));
        }
      }
    }
    List<Instant> taken =
        Stream.concat(onPage.stream(), before.stream())
            .distinct()
            .sorted(Comparator.reverseOrder())
            .limit(REMEMBERED)
            .toList();
    Prospect prospect = new Prospect(null, null, null, known.silentSince(), false);
    return new Outcome(known.taking(taken), drafts, prospect, gaps(known, page, when));
  }

  /** Whether it ended after the last look, so that the next may tell that it was in private. */
  private static boolean mayYetBeHidden(Known known, Instant playedAt, Instant when) {
    Instant seenAt = known.seenAt();
    return seenAt != null
        && playedAt.isAfter(seenAt)
        && Duration.between(seenAt, when).compareTo(LONGEST_WAIT) < 0;
  }

  private static boolean isHidden(Known known, PlayedTrack track, Instant playedAt) {
    Duration enough = PlayUnderway.enough(track.duration());
    return known.hidden().stream().anyMatch(time -> time.touches(playedAt, enough));
  }

  /** A full page on which nothing is known: plays fell off between the last page and this one. */
  private static List<Gap> gaps(Known known, Seen.HistoryPage page, Instant when) {
    if (!page.full() || known.taken().isEmpty()) {
      return List.of();
    }
    Instant newest = known.taken().get(0);
    Set<Instant> before = new HashSet<>(known.taken());
    List<Instant> onPage =
        page.items().stream().map(item -> item.playedAt().truncatedTo(ChronoUnit.MILLIS)).toList();
    if (onPage.stream().anyMatch(before::contains)) {
      return List.of();
    }
    // Of a page without a single readable item nothing is known but that it was full.
    Instant oldest =
        onPage.stream().filter(newest::isBefore).min(Comparator.naturalOrder()).orElse(when);
    return List.of(new Gap(newest, oldest, Gap.Reason.HISTORY_PAGE_FULL));
  }

  private static PlayDraft draft(PlayedTrack track, Instant playedAt, Instant when) {
    Duration length = track.duration();
    Duration enough = PlayUnderway.enough(length);
    // The list holds only what counted, so a track of unknown length was heard long enough.
    Duration heard = length == null ? enough : length;
    Instant end = playedAt.isAfter(when) ? when : playedAt;
    Instant start = end.minus(heard);
    return new PlayDraft(
        track,
        Sighting.Kind.HISTORY,
        "history:" + playedAt.toEpochMilli() + ":" + PlayUnderway.key(track),
        1,
        start,
        end,
        false,
        true,
        heard,
        start.plus(enough));
  }
}
