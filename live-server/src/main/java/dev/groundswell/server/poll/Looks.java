package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.PlayHistory;
import dev.groundswell.server.spotify.Playback;
import dev.groundswell.server.spotify.SpotifyApi;
import io.reactivex.rxjava3.core.Scheduler;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Looks at one listener through Spotify's eyes: one call, and its answer as a finding. */
final class Looks {
  private final SpotifyApi spotify;
  private final AccessTokens tokens;
  private final Breakers breakers;
  private final Clock clock;

  Looks(SpotifyApi spotify, AccessTokens tokens, Breakers breakers, Clock clock) {
    this.spotify = spotify;
    this.tokens = tokens;
    this.breakers = breakers;
    this.clock = clock;
  }

  /**
   * Asks, where the class of endpoints is still to be asked once there is a token: renewing one
   * takes time, in which another listener's call may have been refused.
   *
   * @param scheduler on which the listener is touched
   * @return an error where there is no token
   */
  Single<Finding> at(Polled listener, EndpointClass endpoint, boolean probe, Scheduler scheduler) {
    return Single.defer(() -> token(listener))
        .observeOn(scheduler)
        .flatMap(
            token -> {
              listener.holds(token);
              if (!breakers.stillAdmits(endpoint, probe, clock.instant())) {
                return Single.just(new Finding.HeldBack());
              }
              return endpoint == EndpointClass.PLAYBACK
                  ? player(token, listener.narrow)
                  : history(token);
            });
  }

  private Single<String> token(Polled listener) {
    String refused = listener.refusedToken;
    return refused == null
        ? tokens.current(listener.id())
        : tokens.afterRefusal(listener.id(), refused);
  }

  /** What is playing; {@code narrow} where the token lacks the scope for the whole state. */
  private Single<Finding> player(String token, boolean narrow) {
    Single<Answer<Playback>> answer =
        narrow ? spotify.currentlyPlaying(token) : spotify.playbackState(token);
    return answer.map(
        got ->
            finding(got, playback -> new Finding.Saw(seen(playback), Map.of()), new Seen.Idle()));
  }

  /** What was played. */
  private Single<Finding> history(String token) {
    return spotify
        .recentlyPlayed(token, null)
        .map(got -> finding(got, Looks::page, new Seen.HistoryPage(List.of(), false)));
  }

  private static Finding page(PlayHistory history) {
    return new Finding.Saw(
        new Seen.HistoryPage(history.items(), history.full()), history.skipped());
  }

  private static Seen seen(Playback playback) {
    if (playback.privateSession()) {
      return new Seen.InPrivate();
    }
    if (playback.type() != Playback.Type.TRACK) {
      return new Seen.Other(playback.progress(), playback.playing(), playback.changedAt());
    }
    PlayedTrack track = playback.track();
    return track == null
        ? new Seen.ItemMissing(playback.playing())
        : new Seen.Playing(track, playback.progress(), playback.playing(), playback.changedAt());
  }

  private static <T> Finding finding(Answer<T> answer, Function<T, Finding> read, Seen nothing) {
    if (answer instanceof Answer.Ok<T> ok) {
      return read.apply(ok.value());
    } else if (answer instanceof Answer.NoContent) {
      return new Finding.Saw(nothing, Map.of());
    } else if (answer instanceof Answer.Unauthorized) {
      return new Finding.TokenRefused();
    } else if (answer instanceof Answer.Forbidden<T> forbidden) {
      return new Finding.Refused(forbidden.message());
    } else if (answer instanceof Answer.RateLimited<T> limited) {
      return new Finding.Limited(limited.retryAfter(), limited.reason());
    } else if (answer instanceof Answer.ServerError<T> error) {
      return new Finding.Failed("server_error", "status " + error.status());
    } else if (answer instanceof Answer.TimedOut) {
      return new Finding.Failed("timeout", "no answer in time");
    } else if (answer instanceof Answer.Unreachable<T> unreachable) {
      return new Finding.Failed("unreachable", unreachable.why());
    } else if (answer instanceof Answer.Malformed<T> malformed) {
      return new Finding.Failed("malformed", malformed.why());
    }
    throw new IllegalStateException("an answer of no known kind");
  }
}
