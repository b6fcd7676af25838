package dev.groundswell.server.spotify;

import io.reactivex.rxjava3.core.Single;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of Spotify on behalf of one listener.
 *
 * <p>Each call makes one request and never fails: what goes wrong is an {@link Answer} too.
 */
public interface SpotifyApi {

  /** What is playing, on which device, and whether in private ({@code /me/player}). */
  Single<Answer<Playback>> playbackState(String accessToken);

  /** What is playing, for tokens without the scope of the former; cannot tell a private session. */
  Single<Answer<Playback>> currentlyPlaying(String accessToken);

  /**
   * The newest plays, at most 50.
   *
   * @param before only plays that ended before it; null for the newest
   */
  Single<Answer<PlayHistory>> recentlyPlayed(String accessToken, @Nullable Instant before);

  /** Whose token this is ({@code /me}). */
  Single<Answer<Profile>> me(String accessToken);
}
