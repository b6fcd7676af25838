package dev.groundswell.jobs.items;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.PlayState;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.window.Item;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What is to be said of an item, counted the slow and obvious way from all plays. */
final class NaivePortraits {
  private static final long SITTING = 20 * 60_000;

  private record Play(long listener, PlayState state) {}

  private final List<Play> plays = new ArrayList<>();

  /** Plays and distinct listeners. */
  record Count(int plays, int listeners) {}

  void apply(PlayChange change) {
    switch (change.kind()) {
      case VOID -> {}
      case ERASE -> plays.removeIf(play -> play.listener() == change.listener());
      case PLAY -> {
        if (change.before() != null) {
          plays.remove(new Play(change.listener(), change.before()));
        }
        if (change.after() != null) {
          plays.add(new Play(change.listener(), change.after()));
        }
      }
    }
  }

  /** The plays of an item with {@code from < counted_at <= until}. */
  Count count(long item, long from, long until) {
    int count = 0;
    Set<Long> listeners = new HashSet<>();
    for (Play play : inside(from, until)) {
      if (itemsOf(play.state(), Item.kindOf(item)).contains(item)) {
        count++;
        listeners.add(play.listener());
      }
    }
    return new Count(count, listeners.size());
  }

  /** How many have heard an item in the last seven days, not skipped. */
  int audience(long item, long asOf) {
    Set<Long> listeners = new HashSet<>();
    for (Play play : inside(Window.D7.from(asOf), asOf)) {
      if (!isSkip(play.state()) && itemsOf(play.state(), Item.kindOf(item)).contains(item)) {
        listeners.add(play.listener());
      }
    }
    return listeners.size();
  }

  /** How many listeners have heard what else in one sitting with an item. */
  Map<Long, Long> companions(long item, long asOf) {
    Map<Long, List<PlayState>> diaries = new TreeMap<>();
    for (Play play : inside(Window.D7.from(asOf), asOf)) {
      diaries.computeIfAbsent(play.listener(), one -> new ArrayList<>()).add(play.state());
    }
    Map<Long, Long> companions = new TreeMap<>();
    for (List<PlayState> diary : diaries.values()) {
      for (long other : companions(item, diary)) {
        companions.merge(other, 1L, Long::sum);
      }
    }
    return companions;
  }

  private static Set<Long> companions(long item, List<PlayState> diary) {
    diary.sort(
        Comparator.comparingLong(PlayState::countedAt).thenComparingLong(PlayState::recording));
    Kind kind = Item.kindOf(item);
    List<List<PlayState>> sittings = new ArrayList<>();
    PlayState last = null;
    for (PlayState play : diary) {
      if (last == null || play.playedAt() - (last.playedAt() + last.msPlayed()) > SITTING) {
        sittings.add(new ArrayList<>());
      }
      sittings.get(sittings.size() - 1).add(play);
      last = play;
    }
    List<Long> found = new ArrayList<>();
    for (int s = sittings.size() - 1; s >= 0; s--) {
      List<PlayState> heard = sittings.get(s).stream().filter(play -> !isSkip(play)).toList();
      for (int i = heard.size() - 1; i >= 0; i--) {
        if (itemsOf(heard.get(i), kind).contains(item)) {
          for (int d = 1; d <= 10 && i - d >= 0; d++) {
            found.addAll(itemsOf(heard.get(i - d), kind));
          }
          for (int d = 1; d <= 10 && i + d < heard.size(); d++) {
            found.addAll(itemsOf(heard.get(i + d), kind));
          }
        }
      }
    }
    Set<Long> companions = new LinkedHashSet<>(found);
    companions.remove(item);
    return new LinkedHashSet<>(companions.stream().limit(50).toList());
  }

  private List<Play> inside(long from, long until) {
    return plays.stream()
        .filter(
            play ->
                play.state().isPublic()
                    && from < play.state().countedAt()
                    && play.state().countedAt() <= until)
        .toList();
  }

  private static boolean isSkip(PlayState play) {
    return play.length() > 0 && play.msPlayed() < play.length() / 2.0;
  }

  private static Set<Long> itemsOf(PlayState play, Kind kind) {
    Set<Long> items = new LinkedHashSet<>();
    switch (kind) {
      case TRACKS -> items.add(Item.of(kind, play.recording()));
      case ARTISTS -> play.artists().forEach(artist -> items.add(Item.of(kind, artist)));
      case GENRES -> {
        if (play.genre() != 0) {
          items.add(Item.of(kind, play.genre()));
        }
      }
    }
    return items;
  }
}
