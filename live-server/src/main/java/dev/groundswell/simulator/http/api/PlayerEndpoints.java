package dev.groundswell.simulator.http.api;

import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.HistoryQuery;
import dev.groundswell.simulator.shown.PlayerState;
import dev.groundswell.simulator.shown.Shown;
import java.time.Clock;
import java.util.Arrays;

/** Who somebody is, what they hear, and what they heard. */
final class PlayerEndpoints {
  private static final int USUAL_LIMIT = 20;

  private final Shown shown;
  private final PlayerJson json;
  private final Clock clock;

  PlayerEndpoints(Shown shown, PlayerJson json, Clock clock) {
    this.shown = shown;
    this.json = json;
    this.clock = clock;
  }

  void me(Asked asked, Listener listener) {
    asked.answer(json.me(listener));
  }

  void player(Asked asked, Listener listener) {
    PlayerState state = shown.playerAt(listener, clock.instant());
    if (state == null) {
      asked.nothing();
    } else {
      asked.answer(json.player(state, knowsEpisodes(asked)));
    }
  }

  void currentlyPlaying(Asked asked, Listener listener) {
    PlayerState state = shown.playerAt(listener, clock.instant());
    if (state == null) {
      asked.nothing();
    } else {
      asked.answer(json.currentlyPlaying(state, knowsEpisodes(asked)));
    }
  }

  private static boolean knowsEpisodes(Asked asked) {
    String types = asked.text("additional_types");
    return types != null && Arrays.asList(types.split(",", -1)).contains("episode");
  }

  void recentlyPlayed(Asked asked, Listener listener) {
    Long limit = asked.number("limit", USUAL_LIMIT);
    Long before = asked.number("before", 0);
    Long after = asked.number("after", 0);
    if (limit == null || limit < 1 || limit > HistoryQuery.MOST) {
      asked.refuse(400, "Invalid limit");
    } else if (before == null || after == null) {
      asked.refuse(400, "Invalid cursor: after and before are Unix milliseconds");
    } else if (asked.has("before") && asked.has("after")) {
      asked.refuse(400, "Only one of after and before may be specified");
    } else {
      var wanted =
          new HistoryQuery(
              limit.intValue(),
              asked.has("after") ? after : null,
              asked.has("before") ? before : null);
      asked.answer(json.history(shown.recentlyPlayed(listener, clock.instant(), wanted)));
    }
  }
}
