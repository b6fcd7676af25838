package dev.groundswell.jobs.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Delta;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.Head;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.jobs.sink.BoardStore.Answer;
import dev.groundswell.jobs.sink.BoardStore.StoreUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CourierTest {
  private static final Topic TOPIC = new Topic(Topic.Kind.TRACKS, Window.M5);
  private static final long AS_OF = 1_795_000_000_000L;

  private final FakeStore store = new FakeStore();
  private final Courier courier = new Courier(store, true, new SplittableRandom(1));

  /** Keeps what it is given, and fails while it is told to. */
  private static final class FakeStore implements BoardStore {
    record Written(Board board, @Nullable FeedEntry entry) {}

    final List<Written> written = new ArrayList<>();
    final List<Long> noted = new ArrayList<>();
    boolean away;
    boolean marked;
    int calls;
    @Nullable Answer next;

    @Override
    public Answer write(Board board, @Nullable FeedEntry entry) {
      check();
      Answer answer = next != null ? next : new Answer.Written(board.asOf() + "-" + board.n());
      next = null;
      if (answer instanceof Answer.Written) {
        written.add(new Written(board, entry));
      }
      return answer;
    }

    @Override
    public void noteAsOf(long asOf) {
      check();
      noted.add(asOf);
    }

    @Override
    public boolean markWasMissing() {
      check();
      boolean missing = !marked;
      marked = true;
      return missing;
    }

    private void check() {
      calls++;
      if (away) {
        throw new StoreUnavailableException("away", new IllegalStateException());
      }
    }

    @Override
    public void close() {}
  }

  @Test
  void theFirstEntryIsWholeAndTheNextIsTheDifference() {
    step(0, AS_OF, version(AS_OF, 0, 1, true));
    step(100, AS_OF + 100, version(AS_OF + 100, 0, 2, true));
    assertThat(store.written.get(0).entry()).isInstanceOf(Keyframe.class);
    assertThat(store.written.get(1).entry()).isInstanceOf(Delta.class);
    assertThat(((Delta) store.written.get(1).entry()).base()).isEqualTo(AS_OF + "-0");
  }

  @Test
  void aVersionThatIsNotLoggedAppendsNothing() {
    store.marked = true;
    step(0, AS_OF, version(AS_OF, 0, 1, false));
    assertThat(store.written.get(0).entry()).isNull();
  }

  @Test
  void everySixtyFourthEntryIsWhole() {
    for (int i = 0; i < 130; i++) {
      step(i * 50L, AS_OF + i, version(AS_OF + i, 0, i, true));
    }
    for (int i = 0; i < 130; i++) {
      boolean whole = store.written.get(i).entry() instanceof Keyframe;
      assertThat(whole).as("entry %d", i).isEqualTo(i % TopicDesk.KEYFRAME_EVERY == 0);
    }
  }

  @Test
  void whileTheStoreIsAwayOnlyTheNewestWaits() {
    store.away = true;
    long wait = step(0, AS_OF, version(AS_OF, 0, 1, true));
    assertThat(wait).isBetween(50L, 100L);
    step(10, AS_OF + 1, version(AS_OF + 1, 0, 2, false));
    step(20, AS_OF + 2, version(AS_OF + 2, 0, 3, false));
    assertThat(store.calls).as("it is left alone").isEqualTo(1);
    assertThat(courier.isSettled()).isFalse();

    store.away = false;
    step(wait, AS_OF + 2);
    assertThat(store.written).hasSize(1);
    assertThat(store.written.get(0).board().asOf()).isEqualTo(AS_OF + 2);
    assertThat(store.written.get(0).entry()).as("the entry owed").isInstanceOf(Keyframe.class);
    assertThat(courier.isSettled()).isTrue();
  }

  @Test
  void thePausesGrowAndStayBounded() {
    store.away = true;
    long now = 0;
    long wait = 0;
    for (int i = 0; i < 30; i++) {
      wait = step(now, AS_OF);
      now += wait;
    }
    assertThat(wait).isBetween(5_000L, 10_000L);
  }

  @Test
  void aStoreThatLostEverythingIsWrittenAnew() {
    step(0, AS_OF, version(AS_OF, 0, 1, false));
    store.marked = false;
    step(Courier.MARK_MILLIS, AS_OF + 1_000);
    assertThat(store.written).hasSize(2);
    assertThat(store.written.get(1).entry()).isInstanceOf(Keyframe.class);
    assertThat(store.noted).containsExactly(AS_OF, AS_OF + 1_000);
  }

  @Test
  void aDeltaThatDoesNotFitIsFollowedByTheWhole() {
    step(0, AS_OF, version(AS_OF, 0, 1, true));
    store.next = new Answer.KeyframeWanted();
    step(50, AS_OF + 1, version(AS_OF + 1, 0, 2, true));
    assertThat(store.written.get(1).entry()).isInstanceOf(Keyframe.class);
  }

  @Test
  void aRefusedBoardIsOfferedAgainWhenTimeHasPassedWhatRefusedIt() {
    store.next = new Answer.Refused(1, AS_OF + 500);
    step(0, AS_OF, version(AS_OF, 0, 1, true));
    step(250, AS_OF + 500);
    assertThat(store.written).isEmpty();
    step(500, AS_OF + 501);
    Board board = store.written.get(0).board();
    assertThat(board.asOf()).isEqualTo(AS_OF + 501);
    assertThat(board.from()).isEqualTo(Window.M5.from(AS_OF + 501));
    step(750, AS_OF + 751);
    assertThat(store.written).as("once").hasSize(1);
  }

  @Test
  void aLaterRunIsNotDisturbed() {
    store.next = new Answer.Refused(2, AS_OF);
    step(0, AS_OF, version(AS_OF, 0, 1, true));
    step(1_000, AS_OF + 10_000);
    assertThat(store.written).isEmpty();
  }

  @Test
  void timeIsToldFourTimesASecondAtMost() {
    for (int i = 0; i <= 100; i++) {
      step(i * 10L, AS_OF + i);
    }
    assertThat(store.noted).containsExactly(AS_OF, AS_OF + 25, AS_OF + 50, AS_OF + 75, AS_OF + 100);
  }

  private long step(long now, long asOf, BoardVersion... versions) {
    return courier.step(new Inbox.Mail(List.of(versions), asOf), now);
  }

  private static BoardVersion version(long asOf, long n, long plays, boolean logged) {
    return new BoardVersion(
        new Board(
            TOPIC,
            1,
            n,
            new Head(asOf, Window.M5.from(asOf), plays, 1, 0),
            List.of(new BoardItem(7, plays, 1, BoardItem.UNKNOWN))),
        logged);
  }
}
