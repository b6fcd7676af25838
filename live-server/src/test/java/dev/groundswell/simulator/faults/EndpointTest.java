package dev.groundswell.simulator.faults;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointTest {

  @ParameterizedTest
  @CsvSource({
    "/v1/me, ME",
    "/v1/me/player, PLAYER",
    "/v1/me/player/currently-playing, CURRENTLY_PLAYING",
    "/v1/me/player/recently-played, RECENTLY_PLAYED",
    "/v1/me/playlists, PLAYLISTS",
    "/v1/playlists/x/items, PLAYLISTS",
    "/v1/tracks/x, TRACKS",
    "/v1/artists/x, ARTISTS",
    "/v1/albums/x/tracks, ALBUMS",
    "/v1/search, SEARCH",
    "/v1/audio-features/x, OTHER",
    "/v1/, OTHER",
    "/, OTHER",
  })
  void aPathBelongsToOneClass(String path, Endpoint endpoint) {
    assertThat(Endpoint.ofPath(path)).isEqualTo(endpoint);
  }
}
