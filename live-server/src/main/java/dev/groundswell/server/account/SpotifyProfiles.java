package dev.groundswell.server.account;

import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.EndpointClass;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.SpotifyApi;
import io.reactivex.rxjava3.core.Single;

/** Profiles as Spotify's {@code /v1/me} tells them. */
public final class SpotifyProfiles implements Profiles {
  private final SpotifyApi spotify;
  private final Admission admission;

  public SpotifyProfiles(SpotifyApi spotify, Admission admission) {
    this.spotify = spotify;
    this.admission = admission;
  }

  @Override
  public Single<Profile> of(String accessToken) {
    return admission
        .ask(EndpointClass.PROFILE, spotify.me(accessToken))
        .map(
            answer -> {
              if (answer instanceof Answer.Ok<dev.groundswell.server.spotify.Profile> ok) {
                return new Profile(ok.value().subject(), ok.value().displayName());
              }
              if (answer instanceof Answer.Forbidden) {
                throw new NotAllowedException();
              }
              throw new IllegalStateException("no profile: " + answer.getClass().getSimpleName());
            });
  }
}
