package dev.groundswell.server.poll.week;

import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.shown.HistoryItem;
import dev.groundswell.simulator.shown.PlayerState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Everything Spotify was asked and said, as far as the server lived on to make use of it. */
final class Testimony {
  static final int PLAYER = 0;
  static final int HISTORY = 1;

  /** So long a server must have lived on after an answer to have kept it. */
  private static final long KEPT_AFTER_MS = 6_000;

  /** What a player said at an instant; {@code item} is null for nothing, or nothing named. */
  record Look(
      long at,
      @Nullable String item,
      boolean playing,
      boolean privately,
      int progressMs,
      long since) {}

  /** A call, of what kind. */
  record Call(int listener, long at, int kind) {}

  private record Page(long at, List<Play> plays) {}

  final Map<Integer, List<Look>> looks = new HashMap<>();
  private final Map<Integer, List<Page>> pages = new HashMap<>();
  final List<Call> calls = new ArrayList<>();

  void called(int listener, Instant at, int kind) {
    calls.add(new Call(listener, at.toEpochMilli(), kind));
  }

  void showed(int listener, Instant at, @Nullable PlayerState state) {
    Look look = new Look(at.toEpochMilli(), null, false, false, 0, 0);
    if (state != null) {
      Playable item = state.item();
      Integer progress = state.progressMs();
      look =
          new Look(
              at.toEpochMilli(),
              item == null ? null : ShownSpotify.name(item),
              state.playing(),
              state.setting().privately(),
              progress == null ? 0 : progress,
              state.timestamp().toEpochMilli());
    }
    looks.computeIfAbsent(listener, id -> new ArrayList<>()).add(look);
  }

  void listed(int listener, Instant at, List<HistoryItem> items) {
    pages
        .computeIfAbsent(listener, id -> new ArrayList<>())
        .add(new Page(at.toEpochMilli(), items.stream().map(HistoryItem::play).toList()));
  }

  /** The server was killed: what it heard in its last moment is as if it had not been said. */
  void killed(Instant at) {
    long kept = at.toEpochMilli() - KEPT_AFTER_MS;
    // That somebody listened in private may have been kept to the last moment.
    looks.values().forEach(said -> said.removeIf(look -> look.at() > kept && !look.privately()));
    pages.values().forEach(said -> said.removeIf(page -> page.at() > kept));
  }

  List<Look> looks(int listener) {
    return looks.getOrDefault(listener, List.of());
  }

  /** When pages were delivered that list something which ended between {@code from} and until. */
  List<Long> pages(int listener, long from, long until) {
    return pages.getOrDefault(listener, List.of()).stream()
        .filter(page -> page.plays().stream().anyMatch(p -> p.endAt() > from && p.endAt() < until))
        .map(Page::at)
        .toList();
  }

  /** Whether a page of the list of plays has named the play. */
  boolean listed(Play play) {
    return pages.getOrDefault(play.listener(), List.of()).stream()
        .anyMatch(page -> page.plays().contains(play));
  }
}
