package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.catalogue.Advert;
import dev.groundswell.simulator.catalogue.Episode;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.listening.Playback;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.Disturbances.OfHistory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Which plays the history lists, from when on, and in which order. */
final class Histories {
  private static final int SHORTEST_HEARD_MS = 30_000;
  private static final int FURTHEST_DUPLICATE_MS = 2_000;
  private static final Duration LOOK_BACK = Duration.ofDays(14);

  private final long seed;
  private final Playback playback;

  Histories(long seed, Playback playback) {
    this.seed = seed;
    this.playback = playback;
  }

  /** What becomes of {@code play}. */
  Listing listing(Play play, OfHistory disturbed) {
    if (play.item() instanceof Episode) {
      return new Listing.Never(Listing.Reason.EPISODE);
    }
    if (play.item() instanceof Advert) {
      return new Listing.Never(Listing.Reason.AD);
    }
    if (play.setting().privately()) {
      return new Listing.Never(Listing.Reason.PRIVATE);
    }
    if (play.heardMs() < SHORTEST_HEARD_MS) {
      return new Listing.Never(Listing.Reason.SHORT);
    }
    Chance chance = about("listing", play);
    if (chance.happens(disturbed.omitted())) {
      return new Listing.Never(Listing.Reason.OMITTED);
    }
    Instant since = play.end().plus(lag(play.listener(), disturbed));
    return new Listing.Listed(
        chance.happens(disturbed.heldBack())
            ? since.plus(share(disturbed.longestHold(), chance.unit()))
            : since);
  }

  /** Log-uniform: most listeners' histories are rather quick, a few very slow. */
  private Duration lag(int listener, OfHistory disturbed) {
    double shortest = Math.max(1, disturbed.shortestLag().toMillis());
    double longest = Math.max(shortest, disturbed.longestLag().toMillis());
    double share = Chance.of(seed, "lag", listener).unit();
    double lag = shortest * StrictMath.pow(longest / shortest, share);
    return disturbed.longestLag().isZero() ? Duration.ZERO : Duration.ofMillis((long) lag);
  }

  private static Duration share(Duration whole, double share) {
    return Duration.ofMillis((long) (whole.toMillis() * share));
  }

  private Chance about(String what, Play play) {
    return Chance.of(seed, what, play.listener(), play.startAt());
  }

  /** What is listed at {@code at}: at most {@value HistoryQuery#MOST} lines, the newest first. */
  List<HistoryItem> listed(Listener listener, Instant at, OfHistory disturbed) {
    List<Play> plays = List.of();
    // Most people need one day; who hears little is looked for further back.
    for (Duration back = Duration.ofDays(1);
        plays.size() < HistoryQuery.MOST && back.compareTo(LOOK_BACK) <= 0;
        back = back.plus(back)) {
      plays = between(listener, at.minus(back), at, disturbed);
    }
    List<HistoryItem> items = new ArrayList<>();
    for (Play play : plays) {
      items.add(new HistoryItem(play, play.end()));
      Chance chance = about("duplicate", play);
      if (chance.happens(disturbed.duplicated())) {
        int later = chance.happens(0.5) ? chance.below(FURTHEST_DUPLICATE_MS) : 0;
        items.add(new HistoryItem(play, play.end().plusMillis(later)));
      }
    }
    items.sort(Comparator.comparing(HistoryItem::playedAt).reversed());
    swap(items, disturbed);
    return items.subList(0, Math.min(HistoryQuery.MOST, items.size()));
  }

  private void swap(List<HistoryItem> items, OfHistory disturbed) {
    for (int i = 1; i < items.size(); i++) {
      if (about("swap", items.get(i).play()).happens(disturbed.swapped())) {
        Collections.swap(items, i - 1, i);
        i++;
      }
    }
  }

  private List<Play> between(Listener listener, Instant from, Instant at, OfHistory disturbed) {
    return playback.history(listener, from, at).stream()
        .filter(
            play ->
                listing(play, disturbed) instanceof Listing.Listed listed
                    && !listed.since().isAfter(at))
        .toList();
  }
}
