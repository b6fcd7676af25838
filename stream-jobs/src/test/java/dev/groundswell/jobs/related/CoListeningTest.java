package dev.groundswell.jobs.related;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.diary.Heard;
import dev.groundswell.jobs.window.Credits;
import dev.groundswell.jobs.window.Item;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoListeningTest {
  private static final long MINUTE = 60_000;
  private static final long T0 = 1_795_000_000_000L;

  private final Diary diary = new Diary();

  @Test
  void whatIsHeardInOneSittingGoesTogether() {
    play(1, 0);
    play(2, 4);
    play(3, 8);
    assertThat(companionsOf(1)).containsExactly(2L, 3L);
    assertThat(companionsOf(2)).containsExactly(1L, 3L);
  }

  @Test
  void aPauseOfMoreThanTwentyMinutesEndsTheSitting() {
    play(1, 0); // until minute 3
    play(2, 23);
    play(3, 47); // 21 minutes after the end of the one before
    assertThat(companionsOf(2)).containsExactly(1L);
    assertThat(companionsOf(3)).isEmpty();
  }

  @Test
  void aSkipIsNobodysCompanionButGoesOnWithTheSitting() {
    play(1, 0);
    diary.add(new Heard(T0 + 15 * MINUTE, 30_000, 40_000, true, credits(9)), (item, sign) -> {});
    play(2, 30);
    assertThat(companionsOf(1)).containsExactly(2L);
    assertThat(companionsOf(9)).isEmpty();
  }

  @Test
  void aRepeatIsOneCompanionAndNoneOfItself() {
    play(1, 0);
    play(1, 4);
    play(2, 8);
    play(2, 12);
    assertThat(companionsOf(1)).containsExactly(2L);
    assertThat(companionsOf(2)).containsExactly(1L);
  }

  @Test
  void onlyTheTenNearestOnEachSideAreCompanions() {
    for (int i = 0; i < 31; i++) {
      play(1 + i, 4 * i);
    }
    assertThat(companionsOf(16)).hasSize(20).contains(6L, 15L, 17L, 26L).doesNotContain(5L, 27L);
  }

  @Test
  void whoListensWithoutEndAddsNoMoreThanFifty() {
    for (int i = 0; i < 500; i++) {
      play(i % 5 == 0 ? 1 : 1000 + i, 4 * i);
    }
    assertThat(companionsOf(1)).hasSize(CoListening.MOST).contains(1499L);
  }

  @Test
  void artistsGoWithArtistsAndGenresWithGenres() {
    play(1, 0);
    play(12, 4);
    assertThat(companions(Item.of(Kind.ARTISTS, 1))).containsExactly(Item.of(Kind.ARTISTS, 2));
    assertThat(companions(Item.of(Kind.GENRES, 1))).isEmpty();
    play(102, 8);
    // What has no genre has none to go with.
    assertThat(companions(Item.of(Kind.GENRES, 1))).isEmpty();
  }

  @Test
  void thePopularDoesNotGoWithEverything() {
    var relations =
        Relations.best(java.util.Map.of(5L, 6L, 7L, 8L), 10, item -> item == 5 ? 7 : 900);
    assertThat(relations)
        .containsExactly(new Relations.Relation(5, 6, 717), new Relations.Relation(7, 8, 84));
  }

  private List<Long> companionsOf(long recording) {
    return companions(Item.of(Kind.TRACKS, recording)).stream()
        .map(Item::numberOf)
        .sorted()
        .toList();
  }

  private List<Long> companions(long item) {
    List<Long> companions = new ArrayList<>();
    CoListening.of(diary, item, 0, diary.size(), companions::add);
    return companions;
  }

  /** Three minutes of a recording, from a minute on. */
  private void play(long recording, long minute) {
    diary.add(
        new Heard(T0 + minute * MINUTE + 30_000, 30_000, 180_000, false, credits(recording)),
        (item, sign) -> {});
  }

  private static Credits credits(long recording) {
    return new Credits(
        Item.of(Kind.TRACKS, recording),
        Item.of(Kind.ARTISTS, 1 + recording / 10),
        Item.of(Kind.GENRES, recording < 100 ? 1 : 0));
  }
}
