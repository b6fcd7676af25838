package dev.groundswell.server.spotify;

import dev.groundswell.server.spotify.AnswerReader.MalformedAnswerException;
import dev.groundswell.server.spotify.BoundedHttp.Received;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.core.Vertx;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The way to Spotify's Web API over HTTP.
 *
 * <p>Every request goes to the base URL: of what an answer links to only cursors are used.
 */
public final class SpotifyClient implements SpotifyApi {
  private final BoundedHttp http;
  private final Clock clock;

  public SpotifyClient(Vertx vertx, SpotifyOptions options, Clock clock) {
    this.http = new BoundedHttp(vertx, options);
    this.clock = clock;
  }

  @Override
  public Single<Answer<Playback>> playbackState(String accessToken) {
    return get("/me/player?additional_types=track,episode", accessToken, AnswerReader::playback);
  }

  @Override
  public Single<Answer<Playback>> currentlyPlaying(String accessToken) {
    return get(
        "/me/player/currently-playing?additional_types=track,episode",
        accessToken,
        AnswerReader::currentlyPlaying);
  }

  @Override
  public Single<Answer<PlayHistory>> recentlyPlayed(String accessToken, @Nullable Instant before) {
    String cursor = before == null ? "" : "&before=" + before.toEpochMilli();
    return get(
        "/me/player/recently-played?limit=" + AnswerReader.PAGE + cursor,
        accessToken,
        AnswerReader::history);
  }

  @Override
  public Single<Answer<Profile>> me(String accessToken) {
    return get("/me", accessToken, AnswerReader::profile);
  }

  /** Reads a body of status 200. */
  private interface Reader<T> {
    T read(byte[] body) throws MalformedAnswerException;
  }

  private <T> Single<Answer<T>> get(String target, String accessToken, Reader<T> reader) {
    return http.get(target, "Bearer " + accessToken)
        .map(received -> answer(received, reader))
        .onErrorReturn(BoundedHttp::failure);
  }

  private <T> Answer<T> answer(Received received, Reader<T> reader)
      throws MalformedAnswerException {
    byte[] body = received.body();
    return switch (received.status()) {
      case 200 -> new Answer.Ok<>(reader.read(body));
      case 204 -> new Answer.NoContent<>();
      case 401 -> new Answer.Unauthorized<>();
      case 403 -> new Answer.Forbidden<>(AnswerReader.message(body));
      case 429 ->
          new Answer.RateLimited<>(
              RetryAfter.of(received.retryAfter(), clock.instant()), AnswerReader.reason(body));
      default -> new Answer.ServerError<>(received.status());
    };
  }
}
