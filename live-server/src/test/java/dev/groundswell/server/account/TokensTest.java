package dev.groundswell.server.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.server.poll.ConsentEndedException;
import dev.groundswell.server.poll.Roster;
import dev.groundswell.testing.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.TestScheduler;
import io.reactivex.rxjava3.subjects.SingleSubject;
import io.reactivex.rxjava3.subscribers.TestSubscriber;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokensTest {
  private static final Instant START = Instant.parse("2026-11-22T06:00:00Z");
  private static final Duration HOUR = Duration.ofHours(1);

  private final SettableClock clock = new SettableClock(START);
  private final Store store = new Store();
  private final List<String> refreshed = new ArrayList<>();
  private final ConnectedAccounts roster =
      new ConnectedAccounts(
          after -> Single.just(List.of()), new TestScheduler(), new SplittableRandom(1));
  private final TestSubscriber<Roster.Event> events =
      roster.events().filter(event -> !(event instanceof Roster.Listed)).test();
  private Function<String, Single<Grant>> provider = token -> Single.just(grant("new", null));
  private Tokens tokens;

  @BeforeEach
  void create() {
    tokens =
        new Tokens(
            store,
            token -> {
              refreshed.add(token);
              return provider.apply(token);
            },
            roster,
            clock,
            new SplittableRandom(2),
            new SimpleMeterRegistry());
  }

  @Test
  void aTokenThatIsGoodIsNotRenewed() {
    store.active(1, "old", START.plus(HOUR), "r1");

    tokens.current(1).test().assertValue("old");
    tokens.current(1).test().assertValue("old");

    assertThat(refreshed).isEmpty();
    assertThat(store.reads).isEqualTo(1);
  }

  @Test
  void aTokenIsRenewedTwoMinutesBeforeItsEnd() {
    store.active(1, "old", START.plus(HOUR), "r1");
    tokens.current(1).test().assertValue("old");

    clock.pass(HOUR.minusMinutes(2).minusSeconds(1));
    tokens.current(1).test().assertValue("old");
    clock.pass(Duration.ofSeconds(1));
    tokens.current(1).test().assertValue("new");

    assertThat(refreshed).containsExactly("r1");
    assertThat(store.rows.get(1L).accessToken()).isEqualTo("new");
  }

  @Test
  void manyWhoAskAtOnceShareOneRenewal() {
    store.active(1, "old", START, "r1");
    SingleSubject<Grant> answer = SingleSubject.create();
    provider = token -> answer;
    var first = tokens.current(1).test();
    var second = tokens.current(1).test();
    var third = tokens.afterRefusal(1, "old").test();

    answer.onSuccess(grant("new", null));

    first.assertValue("new");
    second.assertValue("new");
    third.assertValue("new");
    assertThat(refreshed).containsExactly("r1");
  }

  @Test
  void whoeverStopsWaitingDoesNotStopTheRenewal() {
    store.active(1, "old", START, "r1");
    SingleSubject<Grant> answer = SingleSubject.create();
    provider = token -> answer;
    tokens.current(1).test().dispose();

    answer.onSuccess(grant("new", null));

    tokens.current(1).test().assertValue("new");
    assertThat(refreshed).hasSize(1);
  }

  @Test
  void aMissingRefreshTokenKeepsTheOld() {
    store.active(1, "old", START, "r1");
    tokens.current(1).test().assertComplete();

    assertThat(store.rows.get(1L).refreshToken()).isEqualTo("r1");
  }

  @Test
  void aNewRefreshTokenReplacesTheOld() {
    store.active(1, "old", START, "r1");
    provider = token -> Single.just(grant("new of " + token, "r2"));
    tokens.current(1).test().assertValue("new of r1");
    clock.pass(HOUR);

    tokens.current(1).test().assertValue("new of r2");
  }

  @Test
  void aRotatedRefreshTokenTheStoreDidNotTakeIsStillUsed() {
    store.active(1, "old", START, "r1");
    provider = token -> Single.just(grant("new of " + token, "r2"));
    store.failing = true;
    tokens.current(1).test().assertValue("new of r1");
    store.failing = false;
    clock.pass(HOUR);

    tokens.current(1).test().assertValue("new of r2");
    assertThat(store.rows.get(1L).refreshToken()).isEqualTo("r2");
  }

  @Test
  void aRefusedAccessTokenIsRenewedThoughItLooksGood() {
    store.active(1, "old", START.plus(HOUR), "r1");
    tokens.current(1).test().assertValue("old");

    tokens.afterRefusal(1, "old").test().assertValue("new");
  }

  @Test
  void aRefusalOfATokenThatIsAlreadyReplacedRenewsNothing() {
    store.active(1, "newer", START.plus(HOUR), "r1");

    tokens.afterRefusal(1, "old").test().assertValue("newer");

    assertThat(refreshed).isEmpty();
  }

  @Test
  void invalidGrantEndsTheConsentAndThePolling() {
    store.active(1, "old", START, "r1");
    provider = token -> Single.error(new GrantRefusedException());

    tokens.current(1).test().assertError(ConsentEndedException.class);
    tokens.current(1).test().assertError(ConsentEndedException.class);

    assertThat(refreshed).hasSize(1);
    assertThat(store.rows.get(1L).state()).isEqualTo(Account.State.EXPIRED);
    assertThat(store.rows.get(1L).refreshToken()).isEqualTo("r1");
    events.assertValues(new Roster.Left(1));
  }

  @Test
  void anAccountThatIsGoneHasNoToken() {
    tokens.current(7).test().assertError(ConsentEndedException.class);
  }

  @Test
  void invalidGrantForSeveralAtOnceExpiresNobody() {
    for (long id = 1; id <= 6; id++) {
      store.active(id, "old", START, "r" + id);
    }
    provider = token -> Single.error(new GrantRefusedException());

    for (long id = 1; id <= 6; id++) {
      tokens.current(id).test().assertNotComplete();
    }

    assertThat(refreshed).containsExactly("r1", "r2", "r3");
    assertThat(store.rows.values())
        .extracting(TokenStore.Stored::state)
        .containsOnly(Account.State.ACTIVE);
    events.assertValues(
        new Roster.Left(1),
        new Roster.Left(2),
        new Roster.Joined(1, 1, false),
        new Roster.Joined(2, 2, false));
  }

  @Test
  void afterAnOutageEverybodyIsRenewed() {
    invalidGrantForSeveralAtOnceExpiresNobody();
    provider = token -> Single.just(grant("new of " + token, null));

    for (int minute = 0; minute < 3; minute++) {
      clock.pass(Duration.ofMinutes(1));
      for (long id = 1; id <= 6; id++) {
        tokens.current(id).test();
      }
    }

    for (long id = 1; id <= 6; id++) {
      tokens.current(id).test().assertValue("new of r" + id);
    }
  }

  @Test
  void whileTheProviderIsDoubtedATokenWithAMinuteLeftIsStillUsed() {
    invalidGrantForSeveralAtOnceExpiresNobody();
    store.active(9, "old", clock.instant().plusSeconds(60), "r9");

    tokens.current(9).test().assertValue("old");
  }

  @Test
  void transientErrorsBackOffAndRecover() {
    store.active(1, "old", START, "r1");
    provider = token -> Single.error(new IllegalStateException("502"));
    tokens.current(1).test().assertError(RenewalDelayedException.class);
    tokens.current(1).test().assertError(RenewalDelayedException.class);
    assertThat(refreshed).hasSize(1);

    for (int i = 0; i < 600; i++) {
      clock.pass(Duration.ofSeconds(1));
      tokens.current(1).test().assertError(RenewalDelayedException.class);
    }
    assertThat(refreshed).hasSizeBetween(8, 14);

    provider = token -> Single.just(grant("new", null));
    clock.pass(Duration.ofMinutes(5));
    tokens.current(1).test().assertValue("new");
    events.assertNoValues();
  }

  @Test
  void aRefreshTokenRenewedByAnotherServerIsNoRefusal() {
    store.active(1, "old", START, "r1");
    provider =
        token -> {
          store.active(1, "elsewhere", START.plus(HOUR), "r2");
          return Single.error(new GrantRefusedException());
        };

    tokens.current(1).test().assertValue("elsewhere");

    events.assertNoValues();
  }

  private static Grant grant(String accessToken, String refreshToken) {
    return new Grant(accessToken, HOUR, refreshToken, "scope");
  }

  /** Tokens in memory. */
  private static final class Store implements TokenStore {
    final Map<Long, Stored> rows = new HashMap<>();
    int reads;
    boolean failing;

    void active(long id, String accessToken, Instant expiresAt, String refreshToken) {
      rows.put(id, new Stored(Account.State.ACTIVE, accessToken, expiresAt, refreshToken, START));
    }

    @Override
    public Maybe<Stored> read(long id) {
      return Maybe.fromCallable(
          () -> {
            reads++;
            return rows.get(id);
          });
    }

    @Override
    public Completable renewed(long id, Instant consentedAt, Grant grant, Instant expiresAt) {
      return Completable.fromAction(
          () -> {
            if (failing) {
              throw new IllegalStateException("away");
            }
            String refreshToken =
                grant.refreshToken() == null ? rows.get(id).refreshToken() : grant.refreshToken();
            active(id, grant.accessToken(), expiresAt, refreshToken);
          });
    }

    @Override
    public Completable expired(long id, Instant consentedAt) {
      return Completable.fromAction(() -> mark(id, Account.State.EXPIRED));
    }

    @Override
    public Maybe<Roster.Joined> reinstated(long id) {
      return Maybe.fromCallable(
          () -> {
            mark(id, Account.State.ACTIVE);
            return new Roster.Joined(id, id, false);
          });
    }

    private void mark(long id, Account.State state) {
      rows.computeIfPresent(
          id,
          (key, row) ->
              new Stored(
                  state,
                  row.accessToken(),
                  row.accessExpiresAt(),
                  row.refreshToken(),
                  row.consentedAt()));
    }
  }
}
