package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.LedgerFixture.history;
import static dev.groundswell.server.ledger.LedgerFixture.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.PlayChange;
import dev.groundswell.events.Source;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PgPlayEditsIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private LedgerFixture given;
  private PlayEdits edits;
  private long ada;

  @BeforeEach
  void open() {
    given = new LedgerFixture(postgres);
    ada = given.listener(5);
    edits =
        new PgPlayEdits(
            TestVertx.shared(),
            postgres.pool(),
            given.clock,
            new Random(),
            Set.of(Source.values()),
            new ChangePartitions(TestVertx.shared(), postgres.pool(), given.clock),
            given.signals::add);
  }

  @Test
  void aDeletedPlayStaysDeletedWhenItsHistoryComesLate() {
    given.record(live(ada, "a", 0, 180, 2), live(ada, "a", 180, 180, 2));

    assertThat(edits.deletePlay(ada, publicIds().get(0)).blockingGet()).isTrue();
    given.record(history(ada, "a", 183), history(ada, "a", 363));

    assertThat(publicIds()).hasSize(1);
    PlayChange gone = changes().get(2);
    assertThat(gone.before()).isEqualTo(changes().get(0).after());
    assertThat(gone.after()).isNull();
    assertThat(gone.rev()).isEqualTo(2);
    assertThat(changes()).hasSize(3);
  }

  @Test
  void aPlayDeletedWhileItGoesOnStaysDeletedWhenItEnds() {
    given.record(live(ada, "a", 0, 31, 1));
    assertThat(edits.deletePlay(ada, publicIds().get(0)).blockingGet()).isTrue();
    given.record(live(ada, "a", 0, 180, 2));

    assertThat(publicIds()).isEmpty();
  }

  @Test
  void nobodyDeletesAnothersPlay() {
    given.record(live(ada, "a", 0, 180, 2));
    long bob = given.listener(6);

    assertThat(edits.deletePlay(bob, publicIds().get(0)).blockingGet()).isFalse();
    assertThat(edits.deletePlay(bob + 100, "nothing").blockingGet()).isFalse();
    assertThat(publicIds()).hasSize(1);
  }

  @Test
  void leavingTrendsTellsTheJobsOfRecentPlaysAndOnlyUpdatesOlderOnes() {
    given.record(live(ada, "a", 0, 180, 2), history(ada, "b", -20 * 86_400));
    edits.setTrends(ada, false).blockingAwait();

    assertThat(postgres.number("select count(*) from play where trends")).isZero();
    assertThat(changes()).hasSize(2);
    assertThat(changes().get(1).before().trends()).isTrue();
    assertThat(changes().get(1).after().trends()).isFalse();

    edits.setTrends(ada, false).blockingAwait();
    assertThat(changes()).hasSize(2);
    given.record(live(ada, "c", 400, 31, 1));
    assertThat(changes().get(2).after().trends()).isFalse();

    edits.setTrends(ada, true).blockingAwait();
    assertThat(postgres.number("select count(*) from play where trends")).isEqualTo(3);
    assertThat(changes()).hasSize(5);
  }

  private List<PlayChange> changes() {
    return given.changes(5);
  }

  private List<String> publicIds() {
    return postgres.query("select public_id from play order by played_at").stream()
        .map(row -> row.getString(0))
        .toList();
  }
}
