package dev.groundswell.server.account;

import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.EndpointClass;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.SpotifyApi;
import io.reactivex.rxjava3.core.Single;
import java.util.Locale;

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
              if (answer
                  instanceof Answer.Forbidden<dev.groundswell.server.spotify.Profile> forbidden) {
                throw refusal(forbidden.message());
              }
              throw new IllegalStateException("no profile: " + answer.getClass().getSimpleName());
            });
  }

  /** Spotify has one status for both, and says which in words. */
  private static RuntimeException refusal(String message) {
    return message.toLowerCase(Locale.ROOT).contains("premium")
        ? new OwnerWithoutPremiumException()
        : new NotAllowedException();
  }
}
