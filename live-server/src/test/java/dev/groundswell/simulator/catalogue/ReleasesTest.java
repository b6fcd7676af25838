package dev.groundswell.simulator.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReleasesTest {
  private static final Catalogue CATALOGUE = Catalogue.of(1);
  private static final Releases RELEASES = CATALOGUE.releases();

  @Test
  void aReleaseIsFoundByItsIdsAlone() {
    for (int number : List.of(0, 1, 77, 4_000, 999_999)) {
      Track single = RELEASES.track(number);
      assertThat(single.id()).matches("[0-9A-Za-z]{22}");
      assertThat(CATALOGUE.track(single.id())).isEqualTo(single);
      assertThat(CATALOGUE.album(single.album().id())).isEqualTo(single.album());
      assertThat(CATALOGUE.tracksOf(single.album())).containsExactly(single);
    }
  }

  @Test
  void otherIdsAreNoReleases() {
    for (String id :
        List.of("", "0", "000000", "0000000000000000000000", "!!!!!!", "é".repeat(22))) {
      assertThat(CATALOGUE.track(id)).isNull();
      assertThat(CATALOGUE.album(id)).isNull();
    }
    assertThat(CATALOGUE.track(RELEASES.track(3).album().id())).isNull();
    assertThat(RELEASES.track(Catalogue.of(2).releases().track(3).id())).isNull();
  }

  @Test
  void oneComesOutEveryTwoHoursOnItsDate() {
    for (int number = 0; number < 2_000; number++) {
      Instant out = RELEASES.releasedAt(number);
      assertThat(RELEASES.lastBy(out)).isEqualTo(number);
      assertThat(RELEASES.lastBy(out.minusMillis(1))).isEqualTo(number - 1);
      assertThat(Duration.between(out, RELEASES.releasedAt(number + 1)))
          .isBetween(Duration.ofHours(1), Duration.ofHours(3));
      assertThat(RELEASES.track(number).album().released())
          .isEqualTo(LocalDate.ofInstant(out, ZoneOffset.UTC));
    }
    assertThat(RELEASES.lastBy(Instant.EPOCH)).isEqualTo(-1);
  }

  @Test
  void eachHasAPlaceAndAnIdOfItsOwn() {
    List<Track> singles = IntStream.range(0, 2_000).mapToObj(RELEASES::track).toList();
    assertThat(singles.stream().map(Track::id)).doesNotHaveDuplicates();
    assertThat(singles.stream().map(Track::isrc)).doesNotHaveDuplicates();
    assertThat(singles.stream().map(Track::index))
        .doesNotHaveDuplicates()
        .allMatch(index -> index >= CATALOGUE.tracks().size());
  }
}
