package dev.groundswell.server.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.groundswell.server.account.RefusalAlarm.Believe;
import dev.groundswell.server.account.RefusalAlarm.Doubt;
import dev.groundswell.server.account.TokenStore.Stored;
import dev.groundswell.server.poll.AccessTokens;
import dev.groundswell.server.poll.ClosedException;
import dev.groundswell.server.poll.ConsentEndedException;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Access tokens, renewed before they end: one renewal at a time for a listener, none for a listener
 * whose consent is over, and hardly any while the provider refuses everybody.
 */
public final class Tokens implements AccessTokens {
  private static final Logger log = LoggerFactory.getLogger(Tokens.class);
  private static final Duration RENEWED_BEFORE_END = Duration.ofMinutes(2);
  private static final Duration STILL_USEFUL = Duration.ofSeconds(5);
  private static final Duration ABOUT_NOW = Duration.ofDays(1);
  private static final int MOST_HELD = 100_000;

  record Held(String accessToken, Instant expiresAt) {
    @Override
    public String toString() {
      return "Held[expiresAt=" + expiresAt + "]";
    }
  }

  /** Renewed tokens that the store did not take; without them a rotated refresh token is lost. */
  record Unsaved(Instant consentedAt, Grant grant, Instant expiresAt) {}

  private final TokenStore store;
  private final Grants grants;
  private final ConnectedAccounts roster;
  private final Clock clock;
  private final MeterRegistry meters;
  private final RefusalAlarm alarm;
  private final RenewalDelays delays;
  private final Cache<Long, Held> held = Caffeine.newBuilder().maximumSize(MOST_HELD).build();
  private final Cache<Long, Unsaved> unsaved = Caffeine.newBuilder().maximumSize(MOST_HELD).build();
  private final ConcurrentMap<Long, Single<Held>> renewals = new ConcurrentHashMap<>();

  Tokens(
      TokenStore store,
      Grants grants,
      ConnectedAccounts roster,
      Clock clock,
      RandomGenerator chance,
      MeterRegistry meters) {
    this.store = store;
    this.grants = grants;
    this.roster = roster;
    this.clock = clock;
    this.meters = meters;
    this.alarm = new RefusalAlarm(clock, chance);
    this.delays = new RenewalDelays(clock, chance);
    meters.gauge(
        "groundswell.token.renewals.frozen", alarm, ringing -> ringing.isRinging() ? 1 : 0);
  }

  @Override
  public Single<String> current(long listenerId) {
    return Single.defer(
        () -> {
          Held token = held.getIfPresent(listenerId);
          return token != null && isGoodFor(token.expiresAt(), RENEWED_BEFORE_END)
              ? Single.just(token.accessToken())
              : renewal(listenerId, null).map(Held::accessToken);
        });
  }

  @Override
  public Single<String> afterRefusal(long listenerId, String refused) {
    return Single.defer(
        () -> {
          held.asMap()
              .computeIfPresent(
                  listenerId, (id, token) -> token.accessToken().equals(refused) ? null : token);
          return current(listenerId)
              .flatMap(
                  token ->
                      token.equals(refused)
                          ? renewal(listenerId, refused).map(Held::accessToken)
                          : Single.just(token));
        });
  }

  /** Drops what is remembered of a listener who signed in again, or left. */
  public void forget(long listenerId) {
    held.invalidate(listenerId);
    unsaved.invalidate(listenerId);
    delays.forget(listenerId);
  }

  /** The renewal under way for a listener, begun where there is none. */
  private Single<Held> renewal(long listenerId, @Nullable String refused) {
    return renewals.computeIfAbsent(
        listenerId,
        id ->
            read(id)
                .flatMap(stored -> renew(id, stored, refused))
                .doOnSuccess(token -> held.put(id, token))
                // Before the result is told, so that who asks again because of it begins anew.
                .doOnTerminate(() -> renewals.remove(id))
                .cache());
  }

  private Single<Stored> read(long listenerId) {
    return store
        .read(listenerId)
        .switchIfEmpty(Single.error(() -> new ConsentEndedException("the account is gone")));
  }

  private Single<Held> renew(long listenerId, Stored stored, @Nullable String refused) {
    if (stored.state() == Account.State.EXPIRED) {
      return Single.error(new ConsentEndedException("the consent is over"));
    }
    Held good = heldOf(stored, refused, RENEWED_BEFORE_END);
    if (good != null) {
      return Single.just(good);
    }
    String refreshToken = refreshTokenOf(listenerId, stored);
    if (refreshToken == null) {
      return consentEnded(listenerId, stored);
    }
    RuntimeException hindrance = delays.hindrance(listenerId);
    if (hindrance == null && !alarm.admits(listenerId)) {
      hindrance = new RenewalDelayedException(alarm.nextProbe());
    }
    if (hindrance != null) {
      return stillUseful(stored, refused, hindrance);
    }
    return grants
        .refresh(refreshToken)
        .flatMap(grant -> keep(listenerId, stored, grant))
        .onErrorResumeNext(error -> failed(listenerId, stored, refreshToken, refused, error));
  }

  private Single<Held> keep(long listenerId, Stored stored, Grant grant) {
    count("renewed");
    alarm.renewed(listenerId);
    delays.forget(listenerId);
    Instant expiresAt = clock.instant().plus(grant.expiresIn());
    unsaved.put(listenerId, new Unsaved(stored.consentedAt(), grant, expiresAt));
    return save(listenerId).toSingleDefault(new Held(grant.accessToken(), expiresAt));
  }

  /** Tries to store renewed tokens; until that works they live here only. */
  private Completable save(long listenerId) {
    Unsaved renewed = unsaved.getIfPresent(listenerId);
    if (renewed == null) {
      return Completable.complete();
    }
    return store
        .renewed(listenerId, renewed.consentedAt(), renewed.grant(), renewed.expiresAt())
        .retry(1)
        .doOnComplete(() -> unsaved.asMap().remove(listenerId, renewed))
        .doOnError(
            error ->
                log.warn(
                    "Renewed tokens of listener {} could not be stored and are kept in memory;"
                        + " the next renewal tries again",
                    listenerId,
                    error))
        .onErrorComplete();
  }

  private Single<Held> failed(
      long listenerId, Stored stored, String usedToken, @Nullable String refused, Throwable error) {
    if (error instanceof ClosedException closed) {
      count("put_off");
      alarm.failed(listenerId);
      delays.closed(listenerId, closed);
      return stillUseful(stored, refused, closed);
    }
    if (!(error instanceof GrantRefusedException)) {
      count("failed");
      alarm.failed(listenerId);
      RenewalDelayedException delayed = delays.failed(listenerId);
      // The message may repeat the provider's answer, so only its kind is told.
      log.info(
          "The token of listener {} could not be renewed ({}); next try after {}",
          listenerId,
          error.getClass().getSimpleName(),
          delayed.retryAt());
      return stillUseful(stored, refused, delayed);
    }
    return read(listenerId)
        .doOnError(unreadable -> alarm.failed(listenerId))
        .flatMap(
            now ->
                usedToken.equals(refreshTokenOf(listenerId, now))
                    ? judge(listenerId, now)
                    // Another server renewed it meanwhile, or the listener signed in again.
                    : renewedElsewhere(listenerId, now, refused));
  }

  private Single<Held> renewedElsewhere(long listenerId, Stored now, @Nullable String refused) {
    alarm.failed(listenerId);
    Held good = heldOf(now, refused, STILL_USEFUL);
    return good == null ? Single.error(delays.failed(listenerId)) : Single.just(good);
  }

  private Single<Held> judge(long listenerId, Stored stored) {
    count("refused");
    Instant end = Account.endOfConsent(stored.consentedAt());
    boolean ranOut = end.minus(ABOUT_NOW).isBefore(clock.instant());
    RefusalAlarm.Verdict verdict = alarm.refused(listenerId, ranOut);
    if (verdict instanceof Believe) {
      return consentEnded(listenerId, stored);
    }
    RenewalDelayedException delayed = delays.failed(listenerId);
    List<Long> mistaken = ((Doubt) verdict).mistaken();
    if (!mistaken.isEmpty()) {
      log.warn(
          "The provider refuses several listeners at once; nobody is asked to sign in again until"
              + " it is clear whether it means it. Next probe after {}",
          alarm.nextProbe());
    }
    return reinstate(mistaken).andThen(Single.error(delayed));
  }

  private Single<Held> consentEnded(long listenerId, Stored stored) {
    return store
        .expired(listenerId, stored.consentedAt())
        .doOnComplete(
            () -> {
              forget(listenerId);
              roster.left(listenerId);
            })
        .andThen(Single.error(() -> new ConsentEndedException("the provider ended the consent")));
  }

  private Completable reinstate(List<Long> listeners) {
    return Flowable.fromIterable(listeners)
        .concatMapCompletableDelayError(
            id -> store.reinstated(id).doOnSuccess(roster::joined).ignoreElement())
        .doOnError(error -> log.warn("Some listeners could not be reinstated", error))
        .onErrorComplete();
  }

  private Single<Held> stillUseful(
      Stored stored, @Nullable String refused, RuntimeException otherwise) {
    Held useful = heldOf(stored, refused, STILL_USEFUL);
    return useful == null ? Single.error(otherwise) : Single.just(useful);
  }

  private @Nullable Held heldOf(Stored stored, @Nullable String refused, Duration margin) {
    String token = stored.accessToken();
    Instant expiresAt = stored.accessExpiresAt();
    return token != null
            && expiresAt != null
            && !token.equals(refused)
            && isGoodFor(expiresAt, margin)
        ? new Held(token, expiresAt)
        : null;
  }

  private @Nullable String refreshTokenOf(long listenerId, Stored stored) {
    Unsaved newer = unsaved.getIfPresent(listenerId);
    boolean sameConsent = newer != null && newer.consentedAt().equals(stored.consentedAt());
    String rotated = newer != null && sameConsent ? newer.grant().refreshToken() : null;
    return rotated != null ? rotated : stored.refreshToken();
  }

  private boolean isGoodFor(Instant expiresAt, Duration margin) {
    return expiresAt.isAfter(clock.instant().plus(margin));
  }

  private void count(String outcome) {
    meters.counter("groundswell.token.renewals", "outcome", outcome).increment();
  }
}
