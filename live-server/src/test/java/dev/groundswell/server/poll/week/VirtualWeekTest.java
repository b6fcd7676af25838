package dev.groundswell.server.poll.week;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.ledger.MemoryLedger;
import dev.groundswell.server.poll.PollOptions;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.shown.Disturbances;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The short form of {@link VirtualWeekRun}. */
class VirtualWeekTest {

  @ParameterizedTest
  @CsvSource({"1,20,7", "2,20,7", "3,20,7", "4,60,3"})
  void everyPlayThatWasShownIsFoundOnceWhateverHappens(long seed, int listeners, int days) {
    Verdict verdict = Verdict.on(week(seed, listeners, days));
    assertThat(verdict.missing).as("missing, %s", verdict).isEmpty();
    assertThat(verdict.extra).as("extra, %s", verdict).isEmpty();
    assertThat(verdict.doubled).as("doubled, %s", verdict).isEmpty();
    assertThat(verdict.exposed).as("private, %s", verdict).isEmpty();
    assertThat(verdict.found).isGreaterThan(listeners * days * 10);
    assertThat(week(verdict).kills).isPositive();
    assertThat(verdict.inSilence + verdict.indistinct).isLessThan(verdict.plays / 1_000 + 2);
  }

  @Test
  void theVerdictSeesASightingThatIsLostAndOneThatIsInvented() {
    VirtualWeek week = calm(5, 4, 2);
    Verdict before = Verdict.on(week);
    MemoryLedger.Play play =
        week.ledger.plays(1).stream()
            .filter(one -> one.countedAt() != 0)
            .filter(one -> one.startAt() > VirtualWeek.BEGINNING.plusSeconds(7_200).toEpochMilli())
            .filter(one -> one.endAt() < VirtualWeek.BEGINNING.plusSeconds(80_000).toEpochMilli())
            .findFirst()
            .orElseThrow();
    week.ledger.lose(play);
    Verdict lost = Verdict.on(week);
    assertThat(lost.found).isEqualTo(before.found - 1);
    assertThat(lost.missing).hasSize(before.missing.size() + 1);
    week.ledger.invent(play, 0);
    assertThat(Verdict.on(week).found).isEqualTo(before.found);
    week.ledger.invent(play, 1);
    week.ledger.invent(play, 9_000_000);
    Verdict invented = Verdict.on(week);
    assertThat(invented.doubled.size() + invented.extra.size())
        .isEqualTo(before.doubled.size() + before.extra.size() + 2);
  }

  @Test
  void theSameSeedGivesTheSameWeek() {
    assertThat(List.of(Verdict.on(week(6, 3, 1)).toString()))
        .containsExactly(Verdict.on(week(6, 3, 1)).toString());
  }

  /** Spotify tells the truth, and nobody kills the server. */
  private static VirtualWeek calm(long seed, int listeners, int days) {
    return new VirtualWeek(
            new VirtualWeek.Plan(
                seed,
                listeners,
                Duration.ofDays(days),
                Disturbances.NONE,
                0,
                0,
                PollOptions.withBudget(1_000)),
            Catalogue.of(seed))
        .run();
  }

  private static VirtualWeek week(Verdict verdict) {
    return verdict.week;
  }

  private static VirtualWeek week(long seed, int listeners, int days) {
    return new VirtualWeek(
            VirtualWeek.Plan.withEverything(seed, listeners, days), Catalogue.of(seed))
        .run();
  }
}
