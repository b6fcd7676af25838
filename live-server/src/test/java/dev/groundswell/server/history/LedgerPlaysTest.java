package dev.groundswell.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.http.ProblemException;
import dev.groundswell.server.ledger.PlayEdits;
import dev.groundswell.server.ledger.Plays;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LedgerPlaysTest {
  private final PlayEdits edits =
      new PlayEdits() {
        @Override
        public Single<Boolean> deletePlay(long listenerId, String playId) {
          return Single.just(listenerId == 1 && playId.equals("p1"));
        }

        @Override
        public Completable setTrends(long listenerId, boolean joined) {
          return Completable.complete();
        }

        @Override
        public Completable setZone(long listenerId, ZoneId zone) {
          return Completable.complete();
        }
      };
  private final LedgerPlays plays = new LedgerPlays(new Plays(null), edits);

  @ParameterizedTest
  @ValueSource(strings = {"x", "not base64!", "AAAA", "AAAAAAAAAAAAAAAAAAAAAA"})
  void aWordThatIsNoCursorIsABadValue(String before) {
    plays
        .page(1, 50, before)
        .test()
        .assertError(
            error ->
                error instanceof ProblemException known
                    && known.problem().status() == 400
                    && "before".equals(known.problem().field()));
  }

  @Test
  void onlyOnesOwnPlayIsDeleted() {
    assertThat(plays.delete(1, "p1").blockingGet()).isTrue();
    assertThat(plays.delete(2, "p1").blockingGet()).isFalse();
  }
}
