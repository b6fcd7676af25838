package dev.groundswell.simulator.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.listening.Listening;
import dev.groundswell.simulator.listening.Moment;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.population.Population;
import dev.groundswell.simulator.shown.Disturbances.OfHistory;
import dev.groundswell.simulator.shown.Disturbances.OfPlayer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShownTest {
  private static final long SEED = 1;
  private static final Catalogue CATALOGUE = Catalogue.of(SEED);
  private static final List<Listener> PEOPLE = Population.of(SEED, 60, CATALOGUE).listeners();
  private static final Instant START = Instant.parse("2026-11-16T00:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final OfPlayer STEADY = Disturbances.NONE.player();
  private static final OfHistory PROMPT = Disturbances.NONE.history();

  private final Listening listening = new Listening(SEED, CATALOGUE);

  private Shown shown(Disturbances disturbances) {
    return new Shown(SEED, listening, disturbances);
  }

  private Shown shown(OfPlayer player) {
    return shown(new Disturbances(player, PROMPT));
  }

  private Shown shown(OfHistory history) {
    return shown(new Disturbances(STEADY, history));
  }

  /** A look at somebody, and what was true. */
  private record Look(Listener listener, Instant at, Moment truth) {}

  private List<Look> looks() {
    List<Look> looks = new ArrayList<>();
    for (Listener listener : PEOPLE) {
      for (int second = 0; second < DAY.toSeconds(); second += 97) {
        Instant at = START.plusSeconds(second);
        looks.add(new Look(listener, at, listening.at(listener, at)));
      }
    }
    return looks;
  }

  private List<TruePlay> truth(Shown shown) {
    return PEOPLE.stream()
        .flatMap(listener -> shown.truth(listener, START, START.plus(DAY.multipliedBy(7))).stream())
        .toList();
  }

  private static PlayerState asItIs(Moment truth) {
    return truth instanceof Moment.Showing moment
        ? PlayerState.of(
            moment instanceof Moment.Playing,
            moment.progressMs(),
            moment.play().item(),
            moment.changedAt(),
            moment.play().setting())
        : null;
  }

  // ---- the player

  @Test
  void undisturbedThePlayerShowsWhatIsTrue() {
    Shown shown = shown(Disturbances.NONE);
    assertThat(looks())
        .allSatisfy(
            look ->
                assertThat(shown.playerAt(look.listener(), look.at()))
                    .isEqualTo(asItIs(look.truth())));
  }

  @Test
  void whatIsShownFollowsFromSeedListenerAndInstant() {
    Shown one = shown(Disturbances.ALL);
    Shown other = new Shown(SEED, new Listening(SEED, CATALOGUE), Disturbances.ALL);
    List<Look> looks = looks();
    for (int i = looks.size() - 1; i >= 0; i -= 7) {
      Look look = looks.get(i);
      assertThat(other.playerAt(look.listener(), look.at()))
          .isEqualTo(one.playerAt(look.listener(), look.at()));
    }
    Instant at = START.plus(DAY);
    for (Listener listener : PEOPLE) {
      assertThat(other.recentlyPlayed(listener, at, HistoryQuery.newest(50)))
          .isEqualTo(one.recentlyPlayed(listener, at, HistoryQuery.newest(50)));
    }
  }

  /** Looks for which {@code disturbed} shows something else than what is true. */
  private void wrong(
      OfPlayer disturbed, Predicate<Moment> among, double share, Consumer<Look> check) {
    Shown shown = shown(disturbed);
    List<Look> befallen = looks().stream().filter(look -> among.test(look.truth())).toList();
    List<Look> wrong =
        befallen.stream()
            .filter(
                look ->
                    !Objects.equals(
                        shown.playerAt(look.listener(), look.at()), asItIs(look.truth())))
            .toList();
    assertThat(wrong.size() / (double) befallen.size()).isBetween(share * 0.6, share * 1.4);
    assertThat(wrong).allSatisfy(check);
  }

  @Test
  void aStaleAnswerIsTheTruthOfSomeSecondsAgo() {
    var disturbed = new OfPlayer(0.3, Duration.ofSeconds(30), 0, 0, 0, 0);
    Shown shown = shown(disturbed);
    wrong(
        disturbed,
        Moment.Playing.class::isInstance,
        0.3,
        look -> {
          PlayerState state = shown.playerAt(look.listener(), look.at());
          assertThat(IntStream.rangeClosed(0, 300))
              .anyMatch(
                  tenths -> {
                    Instant ago = look.at().minusMillis(tenths * 100L);
                    return alike(state, asItIs(listening.at(look.listener(), ago)));
                  });
        });
  }

  /** The same at about the same place. */
  private static boolean alike(PlayerState one, PlayerState other) {
    return one == null || other == null
        ? one == other
        : Objects.equals(one.item(), other.item())
            && one.timestamp().equals(other.timestamp())
            && Math.abs(one.progressMs() - other.progressMs()) <= 100;
  }

  @Test
  void aBlankIsNothingInTheMiddleOfAPlay() {
    var disturbed = new OfPlayer(0, Duration.ZERO, 0, 0.2, 0, 0);
    Shown shown = shown(disturbed);
    wrong(
        disturbed,
        Moment.Showing.class::isInstance,
        0.2,
        look -> assertThat(shown.playerAt(look.listener(), look.at())).isNull());
  }

  @Test
  void aMissingItemIsOfUnknownKind() {
    var disturbed = new OfPlayer(0, Duration.ZERO, 0, 0, 0.2, 0);
    Shown shown = shown(disturbed);
    wrong(
        disturbed,
        Moment.Showing.class::isInstance,
        0.2,
        look ->
            assertThat(shown.playerAt(look.listener(), look.at()))
                .returns(null, PlayerState::item)
                .returns(PlayerState.Kind.UNKNOWN, PlayerState::kind));
  }

  @Test
  void aPhantomIsThePlayThatEndedLast() {
    var disturbed = new OfPlayer(0, Duration.ZERO, 1, 0, 0, 0);
    Shown shown = shown(disturbed);
    List<Look> phantoms =
        looks().stream()
            .filter(look -> look.truth() instanceof Moment.Idle)
            .filter(look -> shown.playerAt(look.listener(), look.at()) != null)
            .toList();
    assertThat(phantoms).hasSizeGreaterThan(500);
    assertThat(phantoms)
        .allSatisfy(
            look -> {
              PlayerState state = shown.playerAt(look.listener(), look.at());
              List<Play> before =
                  listening.history(look.listener(), look.at().minus(DAY), look.at());
              Play last = before.get(before.size() - 1);
              assertThat(state.playing()).isTrue();
              boolean finished = last.ending() == Play.Ending.FINISHED;
              assertThat(state.progressMs())
                  .isGreaterThanOrEqualTo(
                      finished ? last.item().durationMs() : last.lastProgressMs());
              assertThat(last.end()).isAfter(look.at().minus(Duration.ofMinutes(16)));
            });
  }

  @Test
  void progressCanPassTheEndInTheFirstSecondsOfTheNext() {
    var disturbed = new OfPlayer(0, Duration.ZERO, 0, 0, 0, 1);
    Shown shown = shown(disturbed);
    List<Look> past =
        looks().stream()
            .filter(look -> look.truth() instanceof Moment.Playing)
            .filter(
                look -> {
                  PlayerState state = shown.playerAt(look.listener(), look.at());
                  return state.item() != null && state.progressMs() > state.item().durationMs();
                })
            .toList();
    assertThat(past).hasSizeGreaterThan(100);
    assertThat(past)
        .allSatisfy(
            look ->
                assertThat(((Moment.Playing) look.truth()).play().start())
                    .isAfter(look.at().minusSeconds(10)));
  }

  // ---- the truth

  @Test
  void theTruthHasEveryKindAndEveryWayToEnd() {
    List<TruePlay> truth = truth(shown(Disturbances.ALL));
    assertThat(truth)
        .extracting(TruePlay::kind)
        .contains(PlayerState.Kind.TRACK, PlayerState.Kind.EPISODE, PlayerState.Kind.AD);
    assertThat(truth).extracting(TruePlay::ending).contains(Play.Ending.values());
    assertThat(truth).anyMatch(TruePlay::isPrivate);
    assertThat(truth).anyMatch(play -> play.item().uri().startsWith("spotify:local:"));
    assertThat(truth).anyMatch(play -> play.play().seek().byMs() > 0);
    assertThat(truth).anyMatch(play -> play.play().seek().byMs() < 0);
    assertThat(truth)
        .filteredOn(play -> !play.isListed())
        .extracting(play -> ((Listing.Never) play.listing()).reason())
        .contains(Listing.Reason.values());
  }

  @Test
  void enoughHasBeenHeardAfterThirtySecondsOrHalf() {
    for (TruePlay play : truth(shown(Disturbances.NONE))) {
      int enough = Math.min(30_000, play.item().durationMs() / 2);
      Instant at = play.enoughAt();
      assertThat(at != null).isEqualTo(play.heard().toMillis() >= enough);
      if (at != null) {
        assertThat(at).isBetween(play.start().plusMillis(enough), play.end());
      }
    }
  }

  // ---- the history

  @Test
  void undisturbedTheHistoryListsEachPublicPlayAtItsEnd() {
    Shown shown = shown(Disturbances.NONE);
    for (Listener listener : PEOPLE) {
      Instant at = START.plus(DAY);
      List<Instant> ends =
          shown.truth(listener, START.minus(DAY), at).stream()
              .filter(play -> play.isListed() && !play.end().isAfter(at))
              .map(TruePlay::end)
              .sorted(Comparator.reverseOrder())
              .limit(50)
              .toList();
      List<HistoryItem> items = shown.recentlyPlayed(listener, at, HistoryQuery.newest(50)).items();
      assertThat(items.subList(0, ends.size())).extracting(HistoryItem::playedAt).isEqualTo(ends);
      assertThat(items).allMatch(item -> !item.play().setting().privately());
      assertThat(items).allMatch(item -> item.play().heardMs() >= 30_000);
    }
  }

  @Test
  void aPlayIsListedFromTheInstantThatTheTruthTells() {
    Shown shown = shown(Disturbances.ALL);
    Listener listener = PEOPLE.get(3);
    List<TruePlay> listed =
        shown.truth(listener, START, START.plus(DAY)).stream().filter(TruePlay::isListed).toList();
    assertThat(listed).isNotEmpty();
    for (TruePlay play : listed) {
      Instant since = ((Listing.Listed) play.listing()).since();
      assertThat(tells(shown, listener, since.minusMillis(1), play)).isFalse();
      assertThat(tells(shown, listener, since, play)).isTrue();
      assertThat(Duration.between(play.end(), since)).isBetween(Duration.ZERO, DAY);
    }
  }

  private static boolean tells(Shown shown, Listener listener, Instant at, TruePlay play) {
    return shown.recentlyPlayed(listener, at, HistoryQuery.newest(50)).items().stream()
        .anyMatch(item -> item.play().equals(play.play()));
  }

  @Test
  void someAreOmittedAndNeverListed() {
    var disturbed = new OfHistory(0.2, 0, 0, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    long listed = truth(shown(Disturbances.NONE)).stream().filter(TruePlay::isListed).count();
    long fewer = truth(shown(disturbed)).stream().filter(TruePlay::isListed).count();
    assertThat(fewer / (double) listed).isBetween(0.77, 0.83);
  }

  @Test
  void someAreListedTwiceAndSomeInTheWrongOrder() {
    int twice = 0;
    int disordered = 0;
    int all = 0;
    var disturbed = new OfHistory(0, 0.1, 0.1, 0, Duration.ZERO, Duration.ZERO, Duration.ZERO);
    for (Listener listener : PEOPLE) {
      List<HistoryItem> items =
          shown(disturbed)
              .recentlyPlayed(listener, START.plus(DAY), HistoryQuery.newest(50))
              .items();
      all += items.size();
      twice += items.size() - new HashSet<>(items.stream().map(HistoryItem::play).toList()).size();
      for (int i = 1; i < items.size(); i++) {
        disordered += items.get(i).playedAt().isAfter(items.get(i - 1).playedAt()) ? 1 : 0;
      }
    }
    assertThat(twice / (double) all).isBetween(0.05, 0.15);
    assertThat(disordered / (double) all).isBetween(0.05, 0.15);
  }

  @Test
  void whatIsHeldBackIsListedAfterWhatWasHeardLater() {
    var disturbed = new OfHistory(0, 0, 0, 0.1, Duration.ofHours(2), Duration.ZERO, Duration.ZERO);
    int overtaken = 0;
    for (Listener listener : PEOPLE) {
      Instant latest = Instant.MIN;
      for (TruePlay play : shown(disturbed).truth(listener, START, START.plus(DAY))) {
        if (play.listing() instanceof Listing.Listed listed) {
          overtaken += listed.since().isBefore(latest) ? 1 : 0;
          latest = listed.since().isAfter(latest) ? listed.since() : latest;
        }
      }
    }
    assertThat(overtaken).isGreaterThan(100);
  }

  @Test
  void lagsLieBetweenTheShortestAndTheLongest() {
    Shown shown = shown(Disturbances.NONE.withLag(Duration.ofMinutes(2), Duration.ofHours(3)));
    assertThat(truth(shown).stream().filter(TruePlay::isListed))
        .allSatisfy(
            play ->
                assertThat(Duration.between(play.end(), ((Listing.Listed) play.listing()).since()))
                    .isBetween(Duration.ofMinutes(2), Duration.ofHours(3)));
  }

  @Test
  void pagesGoBackToTheFiftiethAndForwardToTheNewest() {
    Shown shown = shown(Disturbances.NONE);
    Instant at = START.plus(DAY);
    Listener listener = PEOPLE.get(3);
    List<HistoryItem> all = shown.recentlyPlayed(listener, at, HistoryQuery.newest(50)).items();
    assertThat(all).hasSize(50);
    List<HistoryItem> paged = new ArrayList<>();
    for (HistoryQuery query = HistoryQuery.newest(20); query != null; ) {
      HistoryPage page = shown.recentlyPlayed(listener, at, query);
      paged.addAll(page.items());
      query = page.next();
    }
    assertThat(paged).isEqualTo(all);
    long tenth = all.get(10).playedAtMs();
    HistoryPage newer = shown.recentlyPlayed(listener, at, HistoryQuery.after(tenth, 4));
    assertThat(newer.items()).isEqualTo(all.subList(6, 10));
    assertThat(newer.next()).isEqualTo(HistoryQuery.after(all.get(6).playedAtMs(), 4));
  }
}
