package dev.groundswell.server.imports;

import dev.groundswell.server.account.Sessions;
import dev.groundswell.server.account.SignedIn;
import dev.groundswell.server.http.Json;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.Query;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.http.HttpServerRequest;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Set;

/**
 * Bringing one's history.
 *
 * <pre>
 * POST   /api/v1/me/imports        ?dry_run=true|false, the file as body or in a form: 202 {"id"}
 * GET    /api/v1/me/imports        the newest twenty
 * GET    /api/v1/me/imports/{id}   how far it is
 * DELETE /api/v1/me/imports/{id}   204: cancelled, or over already; what is in stays
 * </pre>
 */
public final class ImportsApi {
  private static final int LONGEST_ID = 64;
  private static final String FORM = "multipart/form-data";
  private static final Set<String> TAKEN =
      Set.of(
          "application/json",
          "application/octet-stream",
          "application/zip",
          "application/x-zip-compressed");

  private final Sessions sessions;
  private final ImportOptions options;
  private final ImportStore store;
  private final Uploads uploads;

  public ImportsApi(Sessions sessions, ImportOptions options, ImportStore store, Uploads uploads) {
    this.sessions = sessions;
    this.options = options;
    this.store = store;
    this.uploads = uploads;
  }

  /** What a file that was taken is called. */
  record Accepted(String id) {}

  public void mount(Router router) {
    router.post("/api/v1/me/imports").handler(this::upload);
    router.get("/api/v1/me/imports").handler(Json.answering(this::list));
    router.get("/api/v1/me/imports/:id").handler(Json.answering(this::find));
    router.delete("/api/v1/me/imports/:id").handler(this::cancel);
  }

  private void upload(RoutingContext ctx) {
    // Nothing of the body may pass while the session is looked up.
    ctx.request().pause();
    var unused =
        sessions
            .requireForWrite(ctx)
            .flatMap(who -> receive(ctx, who))
            .subscribe(
                id -> {
                  ctx.response().putHeader("Location", "/api/v1/me/imports/" + id);
                  Json.send(ctx, 202, new Accepted(id));
                },
                failure -> refuse(ctx, failure));
  }

  private Single<String> receive(RoutingContext ctx, SignedIn who) {
    boolean dryRun = isDryRun(Query.of(ctx, "dry_run"));
    String given = String.valueOf(ctx.request().getHeader("Content-Type"));
    String type = given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    boolean form = type.equals(FORM);
    if (!form && !TAKEN.contains(type)) {
      throw Problem.unsupported(
              "Send the file itself, JSON or ZIP, as application/json, application/zip or"
                  + " application/octet-stream, or in a form as multipart/form-data.")
          .asException();
    }
    if (declaredLength(ctx.request()) > options.largestFile()) {
      throw Uploads.tooLarge(options).asException();
    }
    Flowable<Buffer> body = form ? FormFile.of(ctx.request()) : ctx.request().toFlowable();
    return uploads.receive(who.listenerId(), dryRun, body);
  }

  private static boolean isDryRun(Query query) {
    String text = query.text("dry_run");
    if (text == null || text.equals("false")) {
      return false;
    }
    if (text.equals("true")) {
      return true;
    }
    throw Problem.badValue("dry_run", "Send true or false.").asException();
  }

  /** What the request says of its length; 0 where it says nothing sensible. */
  private static long declaredLength(HttpServerRequest request) {
    String length = String.valueOf(request.getHeader("Content-Length"));
    return length.matches("\\d{1,18}") ? Long.parseLong(length) : 0;
  }

  /** Answers at once; the rest of the body is let pass, so that the sender comes to read it. */
  private void refuse(RoutingContext ctx, Throwable failure) {
    HttpServerRequest request = ctx.request();
    if (declaredLength(request) > options.largestFile()) {
      ctx.response().putHeader("Connection", "close");
    }
    ctx.fail(failure);
    if (!request.isEnded()) {
      request.handler(rest -> {}).exceptionHandler(gone -> {}).resume();
    }
  }

  private Single<ImportView.All> list(RoutingContext ctx) {
    return sessions
        .require(ctx)
        .doOnSuccess(who -> Query.none(ctx))
        .flatMap(who -> store.list(who.listenerId()));
  }

  private Single<ImportView> find(RoutingContext ctx) {
    return sessions
        .require(ctx)
        .doOnSuccess(who -> Query.none(ctx))
        .flatMap(who -> find(who, ctx.pathParam("id")));
  }

  private Single<ImportView> find(SignedIn who, String id) {
    return id.length() > LONGEST_ID
        ? notFound()
        : store.find(who.listenerId(), id).switchIfEmpty(notFound());
  }

  private void cancel(RoutingContext ctx) {
    String id = ctx.pathParam("id");
    var unused =
        sessions
            .requireForWrite(ctx)
            .flatMapCompletable(
                who ->
                    find(who, id).flatMapCompletable(found -> store.cancel(who.listenerId(), id)))
            .andThen(Completable.defer(() -> ctx.response().setStatusCode(204).rxEnd()))
            .subscribe(() -> {}, ctx::fail);
  }

  private static Single<ImportView> notFound() {
    return Single.error(() -> Problem.notFound("You have no import with this id.").asException());
  }
}
