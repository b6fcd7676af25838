package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.poll.Roster;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import io.reactivex.rxjava3.subjects.SingleSubject;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ConnectedAccountsTest {
  private final TestScheduler scheduler = new TestScheduler();

  @Test
  void everyPageComesBeforeWhatHappenedMeanwhile() {
    SingleSubject<List<Roster.Joined>> firstPage = SingleSubject.create();
    var roster =
        rosterOf(
            after ->
                after == 0 ? firstPage : Single.just(after == 2 ? List.of(joined(3)) : List.of()));
    var events = roster.events().test();

    roster.left(2);
    firstPage.onSuccess(List.of(joined(1), joined(2)));
    roster.joined(joined(4));

    events.assertValues(
        joined(1), joined(2), joined(3), new Roster.Listed(), new Roster.Left(2), joined(4));
    events.assertNotComplete();
  }

  @Test
  void anOutageAtTheBeginningIsWaitedOut() {
    List<Long> attempts = new ArrayList<>();
    var roster =
        rosterOf(
            after ->
                Single.defer(
                    () -> {
                      attempts.add(after);
                      return attempts.size() < 3
                          ? Single.error(new IllegalStateException("away"))
                          : Single.just(after == 0 ? List.of(joined(1)) : List.of());
                    }));
    var events = roster.events().test();

    scheduler.advanceTimeBy(1, TimeUnit.MINUTES);

    events.assertValues(joined(1), new Roster.Listed());
    assertThat(attempts).containsExactly(0L, 0L, 0L, 1L);
  }

  @Test
  void everySubscriberGetsTheWholeRoster() {
    var roster = rosterOf(after -> Single.just(after == 0 ? List.of(joined(1)) : List.of()));
    var first = roster.events().test();
    var second = roster.events().test();

    roster.joined(joined(2));
    first.cancel();
    roster.joined(joined(3));

    first.assertValues(joined(1), new Roster.Listed(), joined(2));
    second.assertValues(joined(1), new Roster.Listed(), joined(2), joined(3));
  }

  private ConnectedAccounts rosterOf(ActiveAccounts active) {
    return new ConnectedAccounts(active, scheduler, new SplittableRandom(1));
  }

  private static Roster.Joined joined(long id) {
    return new Roster.Joined(id, id, true);
  }
}
