package dev.groundswell.simulator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final Catalogue CATALOGUE = Catalogue.of(1);

  @Test
  void isLargeEnoughForChartsThatMove() {
    assertThat(CATALOGUE.tracks()).hasSizeGreaterThanOrEqualTo(5_000);
    assertThat(CATALOGUE.artists()).hasSizeGreaterThanOrEqualTo(800);
    assertThat(CATALOGUE.genres()).hasSizeGreaterThanOrEqualTo(40);
  }

  @Test
  void theSameSeedIsTheSameCatalogue() {
    assertThat(Catalogue.of(1).tracks()).isEqualTo(CATALOGUE.tracks());
    assertThat(Catalogue.of(2).tracks().get(0)).isNotEqualTo(CATALOGUE.tracks().get(0));
  }

  @Test
  void everythingHasAnIdOfItsOwnLikeSpotifys() {
    List<String> tracks = CATALOGUE.tracks().stream().map(Track::id).toList();
    List<String> albums = CATALOGUE.albums().stream().map(Album::id).toList();
    List<String> artists = CATALOGUE.artists().stream().map(Artist::id).toList();
    for (List<String> ids : List.of(tracks, albums, artists)) {
      assertThat(ids).doesNotHaveDuplicates().allMatch(id -> id.matches("[0-9A-Za-z]{22}"));
    }
  }

  @Test
  void recordingCodesAreWellFormedAndUnique() {
    assertThat(CATALOGUE.tracks().stream().map(Track::isrc))
        .doesNotHaveDuplicates()
        .allMatch(isrc -> isrc.matches("[A-Z]{2}[A-Z0-9]{3}\\d{7}"));
  }

  @Test
  void lengthsLieAroundThreeTwentyWithinTheirBounds() {
    List<Integer> lengths = CATALOGUE.tracks().stream().map(Track::durationMs).sorted().toList();
    assertThat(lengths.get(0)).isGreaterThanOrEqualTo(45_000);
    assertThat(lengths.get(lengths.size() - 1)).isLessThanOrEqualTo(720_000);
    assertThat(lengths.get(lengths.size() / 2)).isBetween(190_000, 210_000);
  }

  @Test
  void anAlbumsTracksStandTogetherInTheirOrder() {
    for (Album album : CATALOGUE.albums()) {
      List<Track> tracks = CATALOGUE.tracksOf(album);
      for (int i = 0; i < tracks.size(); i++) {
        assertThat(tracks.get(i).album()).isEqualTo(album);
        assertThat(tracks.get(i).number()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void namesAreWhole() {
    assertThat(CATALOGUE.tracks().stream().map(Track::title))
        .noneMatch(title -> title.isBlank() || title.contains("{") || title.contains("}"));
    assertThat(CATALOGUE.artists().stream().map(Artist::name)).doesNotHaveDuplicates();
  }

  @Test
  void onlyAFewArtistsTellTheirGenre() {
    long telling = CATALOGUE.artists().stream().filter(artist -> artist.genresListed()).count();
    assertThat(telling).isBetween(50L, 150L);
  }
}
