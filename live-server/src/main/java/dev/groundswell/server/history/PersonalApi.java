package dev.groundswell.server.history;

import dev.groundswell.server.account.Account;
import dev.groundswell.server.account.Accounts;
import dev.groundswell.server.account.SignedIn;
import dev.groundswell.server.http.Bodies;
import dev.groundswell.server.http.Json;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.Query;
import dev.groundswell.server.ledger.Receipt;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.ZoneId;
import java.util.NoSuchElementException;

/**
 * One's own part of the API: every request is answered for the listener behind its session, and
 * none can name another.
 *
 * <pre>
 * GET    /api/v1/me                name, choices, state of the consent
 * PUT    /api/v1/me/settings       {"trends": bool, "zone": "Europe/Berlin"}, either or both
 * DELETE /api/v1/me                erases; answers the receipt
 * GET    /api/v1/me/plays          ?limit=1..200&amp;before=
 * DELETE /api/v1/me/plays/{id}     204
 * </pre>
 */
public final class PersonalApi {
  private static final int USUAL_PAGE = 50;
  private static final int LONGEST_PAGE = 200;
  private static final int LONGEST_ID = 64;

  private final Accounts accounts;
  private final OwnPlays plays;
  private final Eraser eraser;

  public PersonalApi(Accounts accounts, OwnPlays plays, Eraser eraser) {
    this.accounts = accounts;
    this.plays = plays;
    this.eraser = eraser;
  }

  public void mount(Router router) {
    router.get("/api/v1/me").handler(Json.answering(this::me));
    router.put("/api/v1/me/settings").handler(Bodies.small()).handler(Json.answering(this::change));
    router.delete("/api/v1/me").handler(Json.answering(this::erase));
    router.get("/api/v1/me/plays").handler(Json.answering(this::plays));
    router.delete("/api/v1/me/plays/:id").handler(this::deletePlay);
  }

  private Single<Me> me(RoutingContext ctx) {
    return accounts
        .sessions()
        .require(ctx)
        .doOnSuccess(who -> Query.none(ctx))
        .flatMap(this::accountOf)
        .map(Me::of);
  }

  private Single<Me> change(RoutingContext ctx) {
    return accounts
        .sessions()
        .requireForWrite(ctx)
        .flatMap(
            who -> {
              Settings settings = Json.body(ctx, Settings.class).checked();
              return changeZone(who, settings)
                  .andThen(changeTrends(who, settings))
                  .andThen(Single.defer(() -> accountOf(who)));
            })
        .map(Me::of);
  }

  private Single<ErasedAnswer> erase(RoutingContext ctx) {
    return accounts
        .sessions()
        .requireForWrite(ctx)
        .flatMap(this::eraseThem)
        // The session's row went with the listener; the browser's cookies are left to clear.
        .flatMap(
            receipt ->
                accounts
                    .sessions()
                    .end(ctx)
                    .onErrorComplete()
                    .toSingleDefault(ErasedAnswer.of(receipt)));
  }

  private Single<Receipt> eraseThem(SignedIn who) {
    return eraser
        .erase(who.listenerId())
        .doOnSuccess(receipt -> accounts.left(who.listenerId()))
        .onErrorResumeNext(
            error -> error instanceof NoSuchElementException ? notSignedIn() : Single.error(error));
  }

  private Single<PlaysPage> plays(RoutingContext ctx) {
    return accounts
        .sessions()
        .require(ctx)
        .flatMap(
            who -> {
              Query query = Query.of(ctx, "limit", "before");
              int limit = query.number("limit", 1, LONGEST_PAGE, USUAL_PAGE);
              return plays.page(who.listenerId(), limit, query.text("before"));
            });
  }

  private void deletePlay(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    var unused =
        accounts
            .sessions()
            .requireForWrite(ctx)
            .flatMap(
                who ->
                    id.length() > LONGEST_ID
                        ? Single.just(false)
                        : plays.delete(who.listenerId(), id))
            .flatMapCompletable(
                deleted ->
                    deleted
                        ? ctx.response().setStatusCode(204).rxEnd()
                        : Completable.error(
                            Problem.notFound("You have no play with this id.").asException()))
            .subscribe(() -> {}, ctx::fail);
  }

  private Completable changeZone(SignedIn who, Settings settings) {
    String zone = settings.zone();
    return zone == null
        ? Completable.complete()
        : plays.changeZone(who.listenerId(), ZoneId.of(zone));
  }

  private Completable changeTrends(SignedIn who, Settings settings) {
    Boolean chosen = settings.trends();
    return chosen == null ? Completable.complete() : accounts.changeTrends(who, chosen);
  }

  private Single<Account> accountOf(SignedIn who) {
    return accounts.of(who.listenerId()).switchIfEmpty(notSignedIn());
  }

  private static <T> Single<T> notSignedIn() {
    return Single.error(() -> Problem.unauthorized("Sign in at /login first.").asException());
  }
}
