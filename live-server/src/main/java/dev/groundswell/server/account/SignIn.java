package dev.groundswell.server.account;

import dev.groundswell.server.account.SignInStore.Begun;
import dev.groundswell.server.http.Bodies;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.SecurityHeaders;
import dev.groundswell.server.poll.Admission;
import dev.groundswell.server.poll.ClosedException;
import dev.groundswell.server.poll.EndpointClass;
import dev.groundswell.server.poll.Roster;
import io.micrometer.core.instrument.MeterRegistry;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signing in with Spotify and out again: Authorization Code with PKCE, where {@code state} is good
 * once, for ten minutes, and in the browser that began.
 *
 * <pre>
 * POST /login                   trends=join?, zone?, login_hint?   303 to the provider, or to
 *                                                                  /login?error=busy&until=...
 * GET  /auth/spotify/callback   code, state | error         303 to /me, or to /login?error=...
 * POST /logout                  X-CSRF-Token or csrf        303 to /
 * </pre>
 */
public final class SignIn {
  private static final Logger log = LoggerFactory.getLogger(SignIn.class);
  private static final Duration GOOD_FOR = Duration.ofMinutes(10);
  private static final int LONGEST_HINT = 200;
  private static final int LONGEST_CODE = 4_096;

  private final AuthorizationServer authorization;
  private final Profiles profiles;
  private final Admission admission;
  private final SignInStore signIns;
  private final AccountStore accounts;
  private final TrendsChoice trends;
  private final Sessions sessions;
  private final Tokens tokens;
  private final ConnectedAccounts roster;
  private final Cookies cookies;
  private final String origin;
  private final String loginPage;
  private final SecureRandom random;
  private final Clock clock;
  private final MeterRegistry meters;

  SignIn(
      URI publicUrl,
      AuthorizationServer authorization,
      Profiles profiles,
      Admission admission,
      SignInStore signIns,
      AccountStore accounts,
      TrendsChoice trends,
      Sessions sessions,
      Tokens tokens,
      ConnectedAccounts roster,
      SecureRandom random,
      Clock clock,
      MeterRegistry meters) {
    this.authorization = authorization;
    this.profiles = profiles;
    this.admission = admission;
    this.signIns = signIns;
    this.accounts = accounts;
    this.trends = trends;
    this.sessions = sessions;
    this.tokens = tokens;
    this.roster = roster;
    this.cookies = new Cookies(publicUrl);
    this.origin = SecurityHeaders.originOf(publicUrl);
    this.loginPage = publicUrl + "/login";
    this.random = random;
    this.clock = clock;
    this.meters = meters;
  }

  public void mount(Router router) {
    router.post("/login").handler(Bodies.small()).handler(this::begin);
    router.get("/auth/spotify/callback").handler(this::comeBack);
    router.post("/logout").handler(Bodies.small()).handler(this::signOut);
  }

  private void begin(RoutingContext ctx) {
    String from = ctx.request().getHeader("Origin");
    if (from != null && !isOurs(from)) {
      // The cookie set here would not reach PUBLIC_URL, where the provider sends people back to.
      redirect(ctx, loginPage);
      return;
    }
    Wishes wishes = Wishes.of(ctx);
    String hint = ctx.request().getFormAttribute("login_hint");
    if (hint != null && hint.length() > LONGEST_HINT) {
      throw Problem.badValue("login_hint", "At most " + LONGEST_HINT + " characters.")
          .asException();
    }
    String state = OpaqueToken.random(random);
    String browser = OpaqueToken.random(random);
    String verifier = OpaqueToken.random(random);
    var unused =
        closedUntil()
            .flatMapCompletable(until -> Completable.error(SignInRefusal.busy(until)))
            .andThen(
                signIns.begin(state, browser, verifier, wishes, clock.instant().plus(GOOD_FOR)))
            .subscribe(
                () -> {
                  cookies.setSignIn(ctx, browser, GOOD_FOR);
                  String challenge = OpaqueToken.challengeOf(verifier);
                  redirect(ctx, authorization.authorizeUrl(state, challenge, emptyToNull(hint)));
                },
                error -> refuse(ctx, error));
  }

  /** Until when nobody could complete a sign-in; empty where they could. */
  private Maybe<Instant> closedUntil() {
    return admission
        .closedUntil(EndpointClass.TOKENS)
        .concatWith(admission.closedUntil(EndpointClass.PROFILE))
        .reduce((one, other) -> one.isAfter(other) ? one : other);
  }

  private void comeBack(RoutingContext ctx) {
    var session = sessions.begin(ctx);
    var unused =
        begunOf(ctx)
            .flatMap(begun -> grantOf(ctx, begun).flatMap(grant -> connect(begun, grant, session)))
            .subscribe(
                joined -> {
                  tokens.forget(joined.listenerId());
                  roster.joined(joined);
                  cookies.clearSignIn(ctx);
                  sessions.begun(ctx, session);
                  count("signed_in");
                  redirect(ctx, "/me");
                },
                error -> refuse(ctx, error));
  }

  private void signOut(RoutingContext ctx) {
    String header = ctx.request().getHeader("X-CSRF-Token");
    String repeated = header != null ? header : ctx.request().getFormAttribute("csrf");
    var unused =
        sessions
            .of(ctx)
            .flatMapCompletable(
                who -> sessions.requireForWrite(ctx, repeated).ignoreElement().andThen(ending(ctx)))
            .subscribe(() -> redirect(ctx, "/"), ctx::fail);
  }

  private Completable ending(RoutingContext ctx) {
    return Completable.defer(() -> sessions.end(ctx));
  }

  /** The sign-in this browser began, with the state that came back. It is used up by asking. */
  private Single<Begun> begunOf(RoutingContext ctx) {
    String state = ctx.request().getParam("state");
    if (state == null || state.isEmpty()) {
      return Single.error(new SignInRefusal("state_mismatch"));
    }
    String browser = Cookies.get(ctx, Cookies.SIGN_IN);
    return signIns
        .take(state)
        .switchIfEmpty(Single.error(() -> new SignInRefusal("state_mismatch")))
        .map(
            begun -> {
              if (!begun.isOfBrowser(browser)) {
                throw new SignInRefusal("state_mismatch");
              }
              if (!begun.expiresAt().isAfter(clock.instant())) {
                throw new SignInRefusal("expired");
              }
              return begun;
            });
  }

  private Single<Grant> grantOf(RoutingContext ctx, Begun begun) {
    String error = ctx.request().getParam("error");
    if (error != null) {
      return Single.error(new SignInRefusal(wordFor(error)));
    }
    String code = ctx.request().getParam("code");
    if (code == null || code.isEmpty() || code.length() > LONGEST_CODE) {
      return Single.error(new SignInRefusal("upstream"));
    }
    return authorization
        .exchange(code, begun.verifier())
        .onErrorResumeNext(failed -> Single.error(tokenRefusal(failed)));
  }

  /** The provider's own word for why it sent somebody back without a code. */
  private static String wordFor(String error) {
    return switch (error) {
      case "access_denied" -> error;
      case "unauthorized_client", "invalid_client", "invalid_scope" -> {
        tellHost();
        yield "app_refused";
      }
      default -> "upstream";
    };
  }

  private static SignInRefusal tokenRefusal(Throwable failed) {
    if (failed instanceof GrantRefusedException) {
      return new SignInRefusal("expired");
    }
    if (failed instanceof AppRefusedException) {
      tellHost();
      return new SignInRefusal("app_refused");
    }
    return upstream("token endpoint", failed);
  }

  private static void tellHost() {
    log.warn(
        "Spotify refuses this app: compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with the"
            + " app's page at developer.spotify.com/dashboard; /setup on the management port checks"
            + " them");
  }

  private Single<Roster.Joined> connect(Begun begun, Grant grant, Sessions.NewSession session) {
    return profiles
        .of(grant.accessToken())
        .onErrorResumeNext(failed -> Single.error(profileRefusal(failed)))
        .flatMap(profile -> accounts.connect(profile, grant, begun.wishes(), session))
        .flatMap(joined -> begun.wishes().trends() ? joinTrends(joined) : Single.just(joined));
  }

  private static SignInRefusal profileRefusal(Throwable failed) {
    if (failed instanceof NotAllowedException) {
      return new SignInRefusal("not_allowed");
    }
    if (failed instanceof OwnerWithoutPremiumException) {
      log.warn(
          "Spotify answers nobody who uses this app: the account that registered it needs an active"
              + " Premium subscription; after it is renewed this can take some hours");
      return new SignInRefusal("no_premium");
    }
    return upstream("profile", failed);
  }

  /** A known listener who asks to join now; who asks for nothing keeps their choice. */
  private Single<Roster.Joined> joinTrends(Roster.Joined who) {
    return who.trends()
        ? Single.just(who)
        : trends
            .choose(who.listenerId(), true)
            .toSingleDefault(new Roster.Joined(who.listenerId(), who.key(), true));
  }

  private void refuse(RoutingContext ctx, Throwable error) {
    if (error instanceof SignInRefusal refusal) {
      count(refusal.code());
      cookies.clearSignIn(ctx);
      redirect(ctx, refusal.loginPage());
    } else {
      ctx.fail(error);
    }
  }

  private boolean isOurs(String from) {
    try {
      return SecurityHeaders.originOf(new URI(from)).equals(origin);
    } catch (URISyntaxException | IllegalArgumentException e) {
      return false;
    }
  }

  /** The message may repeat the provider's answer, so only its kind is told. */
  private static SignInRefusal upstream(String what, Throwable error) {
    if (error instanceof ClosedException closed) {
      return SignInRefusal.busy(closed.until());
    }
    log.warn(
        "A sign-in failed at the provider's {} ({}); the person may try again",
        what,
        error.getClass().getSimpleName());
    return new SignInRefusal("upstream");
  }

  private void count(String outcome) {
    meters.counter("groundswell.sign.ins", "outcome", outcome).increment();
  }

  private static void redirect(RoutingContext ctx, String location) {
    var unused =
        ctx.response()
            .setStatusCode(303)
            .putHeader("Location", location)
            .putHeader("Cache-Control", "no-store")
            .rxEnd()
            .subscribe(() -> {}, gone -> {});
  }

  private static @Nullable String emptyToNull(@Nullable String text) {
    return text == null || text.isEmpty() ? null : text;
  }
}
