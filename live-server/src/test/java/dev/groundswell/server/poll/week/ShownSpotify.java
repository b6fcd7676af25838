package dev.groundswell.server.poll.week;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.PlayHistory;
import dev.groundswell.server.spotify.Playback;
import dev.groundswell.server.spotify.Profile;
import dev.groundswell.server.spotify.SpotifyApi;
import dev.groundswell.simulator.catalogue.LocalFile;
import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.HistoryItem;
import dev.groundswell.simulator.shown.HistoryQuery;
import dev.groundswell.simulator.shown.PlayerState;
import dev.groundswell.simulator.shown.Shown;
import io.reactivex.rxjava3.core.Single;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spotify as the simulator shows it, without HTTP; a token is the listener's number. */
final class ShownSpotify implements SpotifyApi {
  private final Shown shown;
  private final Population population;
  private final Life life;
  private final Testimony testimony;
  private final SplittableRandom random;
  private final double failing;

  ShownSpotify(
      Shown shown,
      Population population,
      Life life,
      Testimony testimony,
      SplittableRandom random,
      double failing) {
    this.shown = shown;
    this.population = population;
    this.life = life;
    this.testimony = testimony;
    this.random = random;
    this.failing = failing;
  }

  @Override
  public Single<Answer<Playback>> playbackState(String token) {
    return answer(
        token,
        Testimony.PLAYER,
        listener -> {
          PlayerState state = shown.playerAt(listener, life.instant());
          testimony.showed(listener.number(), life.instant(), state);
          return state == null ? new Answer.NoContent<>() : new Answer.Ok<>(playback(state));
        });
  }

  @Override
  public Single<Answer<Playback>> currentlyPlaying(String token) {
    throw new AssertionError("nobody was refused the whole state");
  }

  @Override
  public Single<Answer<PlayHistory>> recentlyPlayed(String token, @Nullable Instant before) {
    return answer(
        token,
        Testimony.HISTORY,
        listener -> {
          List<HistoryItem> items =
              shown
                  .recentlyPlayed(listener, life.instant(), HistoryQuery.newest(HistoryQuery.MOST))
                  .items();
          testimony.listed(listener.number(), life.instant(), items);
          return new Answer.Ok<>(
              new PlayHistory(
                  items.stream()
                      .map(item -> new PlayHistory.Item(track(item.play().item()), item.playedAt()))
                      .toList(),
                  items.size() >= HistoryQuery.MOST,
                  Map.of(),
                  null));
        });
  }

  @Override
  public Single<Answer<Profile>> me(String token) {
    throw new AssertionError("the poller needs no profile");
  }

  private <T> Single<Answer<T>> answer(
      String token, int kind, Function<Listener, Answer<T>> answers) {
    if (life.isOver()) {
      return Single.never();
    }
    Listener listener = population.listener(Integer.parseInt(token));
    testimony.called(listener.number(), life.instant(), kind);
    long there = 20 + random.nextInt(150);
    long back = 20 + random.nextInt(150);
    boolean fails = random.nextDouble() < failing;
    return Single.timer(there, TimeUnit.MILLISECONDS, life.scheduler)
        .map(
            tick -> {
              Answer<T> failed = new Answer.ServerError<>(502);
              return fails || life.isOver() ? failed : answers.apply(listener);
            })
        .delay(back, TimeUnit.MILLISECONDS, life.scheduler)
        .flatMap(answer -> life.isOver() ? Single.never() : Single.just(answer));
  }

  private static Playback playback(PlayerState state) {
    Playable item = state.item();
    Playback.Type type =
        switch (state.kind()) {
          case TRACK, UNKNOWN -> Playback.Type.TRACK;
          case EPISODE -> Playback.Type.EPISODE;
          case AD -> Playback.Type.AD;
        };
    PlayedTrack track = type == Playback.Type.TRACK && item != null ? track(item) : null;
    return new Playback(
        type,
        track,
        state.progressMs() == null ? null : Duration.ofMillis(state.progressMs()),
        state.playing(),
        state.timestamp(),
        state.setting().privately(),
        type == Playback.Type.TRACK && track == null);
  }

  /** What the server calls a track: by its id, else by its URI. */
  static String name(Playable item) {
    return item instanceof Track track ? track.id() : item.uri();
  }

  private static PlayedTrack track(Playable item) {
    return new PlayedTrack(
        item instanceof LocalFile ? null : name(item),
        item.uri(),
        item.title(),
        List.of(),
        null,
        Duration.ofMillis(item.durationMs()),
        null,
        null,
        null,
        null);
  }
}
