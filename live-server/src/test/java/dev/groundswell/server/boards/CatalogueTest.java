package dev.groundswell.server.boards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.testing.SetClock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CatalogueTest {
  private static final long TEN_MINUTES = 600_000;

  private final SetClock clock = new SetClock(0);
  private final TestNames names = new TestNames();
  private final Catalogue catalogue = names.catalogue(clock);

  @Test
  void aNameIsAskedForOnce() {
    assertThat(tracks(Set.of(1L, 2L))).containsOnlyKeys(1L, 2L);
    assertThat(tracks(Set.of(1L, 2L))).containsEntry(1L, names.track(1));
    assertThat(names.asked()).isEqualTo(1);
  }

  @Test
  void anOldNameGoesOnWhileANewOneIsLookedUp() {
    var old = tracks(Set.of(1L));
    names.rename(" (new)");
    clock.advance(TEN_MINUTES * 12 / 10);
    assertThat(tracks(Set.of(1L))).isEqualTo(old);
    assertThat(tracks(Set.of(1L))).containsEntry(1L, names.track(1));
  }

  @Test
  void withoutTheLedgerKnownNamesGoOn() {
    var old = tracks(Set.of(1L));
    names.goAway(true);
    clock.advance(TEN_MINUTES * 100);
    assertThat(tracks(Set.of(1L, 2L))).isEqualTo(old);
  }

  @Test
  void theLedgerIsNotAskedAgainRightAfterItFailed() {
    names.goAway(true);
    assertThat(tracks(Set.of(1L))).isEmpty();
    assertThat(tracks(Set.of(1L))).isEmpty();
    assertThat(names.asked()).isEqualTo(1);
    names.goAway(false);
    clock.advance(5_000);
    assertThat(tracks(Set.of(1L))).containsOnlyKeys(1L);
  }

  @Test
  void manyNamesAreAskedForInBatches() {
    Set<Long> many = LongStream.range(0, 2_500).boxed().collect(Collectors.toSet());
    assertThat(tracks(many)).hasSize(2_500);
    assertThat(names.asked()).isEqualTo(3);
  }

  private Map<Long, TrackView> tracks(Set<Long> recordings) {
    return catalogue.tracks(recordings).blockingGet();
  }
}
