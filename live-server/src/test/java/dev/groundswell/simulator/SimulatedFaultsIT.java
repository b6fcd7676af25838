package dev.groundswell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.simulator.shown.Disturbances;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Everything that can be ordered to go wrong, as an app meets it. */
class SimulatedFaultsIT {
  private static final App APP =
      new App(SimulatorOptions.defaults().withListeners(60).withDisturbances(Disturbances.NONE));
  private static final String ME = "/v1/me";
  private static final String PLAYER = "/v1/me/player";
  private static final String RECENT = "/v1/me/player/recently-played";

  @BeforeEach
  void nothingIsOrdered() {
    APP.delete("/control/faults");
    // What was forbidden is over by then.
    APP.pass(Duration.ofHours(2));
    APP.delete("/control/calls");
  }

  @AfterAll
  static void stop() {
    APP.close();
  }

  private static JsonObject fault(String word) {
    return new JsonObject().put("fault", word);
  }

  private static JsonObject fault(JsonObject fault) {
    return APP.order("/control/faults", fault);
  }

  private static int status(String uri, String token) {
    return APP.get(uri, token).statusCode();
  }

  private static JsonObject error(HttpResponse<Buffer> response) {
    return response.bodyAsJsonObject().getJsonObject("error");
  }

  // ---- kinds

  @Test
  void unauthorizedAndForbiddenSayWhy() {
    String token = APP.accessToken(1);
    fault(fault("unauthorized").put("count", 1));
    fault(fault("forbidden").put("count", 1));
    HttpResponse<Buffer> first = APP.get(ME, token);
    assertThat(first.statusCode()).isEqualTo(401);
    assertThat(error(first).getString("message")).isEqualTo("The access token expired");
    HttpResponse<Buffer> second = APP.get(ME, token);
    assertThat(second.statusCode()).isEqualTo(403);
    assertThat(error(second).getString("message")).contains("Developer Dashboard");
    assertThat(status(ME, token)).isEqualTo(200);
  }

  @Test
  void rateLimitedSaysWhenToComeBackAndWhy() {
    String token = APP.accessToken(1);
    fault(
        fault("rate_limited")
            .put("retry_after", 4_000)
            .put("reason", "QUOTA_EXCEEDED")
            .put("count", 1));
    HttpResponse<Buffer> response = APP.get(ME, token);
    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.getHeader("Retry-After")).isEqualTo("4000");
    assertThat(error(response).getString("reason")).isEqualTo("QUOTA_EXCEEDED");
  }

  @Test
  void aServerErrorIsNoJson() {
    String token = APP.accessToken(1);
    fault(fault("server_error").put("status", 502).put("count", 1));
    HttpResponse<Buffer> response = APP.get(ME, token);
    assertThat(response.statusCode()).isEqualTo(502);
    assertThatThrownBy(response::bodyAsJsonObject).isInstanceOf(DecodeException.class);
  }

  @Test
  void jsonCanEndTooEarlyOrBeOfAnotherShape() {
    String token = APP.accessToken(1);
    fault(fault("truncated").put("count", 1));
    fault(fault("wrong_json").put("count", 1));
    HttpResponse<Buffer> truncated = APP.get(PLAYER, token);
    assertThat(truncated.statusCode()).isEqualTo(200);
    assertThatThrownBy(truncated::bodyAsJsonObject).isInstanceOf(DecodeException.class);
    HttpResponse<Buffer> wrong = APP.get(PLAYER, token);
    assertThat(wrong.statusCode()).isEqualTo(200);
    assertThat(wrong.bodyAsJsonObject().getValue("is_playing")).isInstanceOf(String.class);
  }

  @Test
  void aHangIsNeverAnswered() {
    String token = APP.accessToken(1);
    fault(fault("hang").put("count", 1));
    assertThatThrownBy(
            () ->
                APP.client
                    .get(ME)
                    .bearerTokenAuthentication(token)
                    .timeout(300)
                    .rxSend()
                    .blockingGet())
        .hasMessageContaining("timeout");
    assertThat(status(ME, token)).isEqualTo(200);
  }

  @Test
  void whatIsSlowIsAnsweredRightlyWhenItsTimeHasCome() {
    String token = APP.accessToken(1);
    fault(fault("slow").put("delay", 20).put("count", 1));
    var answer = new AtomicReference<HttpResponse<?>>();
    var unused =
        APP.client.get(ME).bearerTokenAuthentication(token).rxSend().subscribe(answer::set);
    Awaitility.await().until(() -> APP.listed("/control/faults").isEmpty());
    // Others are not delayed.
    assertThat(status(ME, token)).isEqualTo(200);
    APP.scheduler.advanceTimeBy(19, TimeUnit.SECONDS);
    assertThat(answer).hasNullValue();
    APP.scheduler.advanceTimeBy(1, TimeUnit.SECONDS);
    Awaitility.await().until(() -> answer.get() != null);
    assertThat(answer.get().statusCode()).isEqualTo(200);
  }

  // ---- whom, what, how long

  @Test
  void aFaultCanBefallOneListenerOnly() {
    String one = APP.accessToken(1);
    String other = APP.accessToken(2);
    fault(fault("forbidden").put("listener", 2));
    assertThat(status(ME, one)).isEqualTo(200);
    assertThat(status(ME, other)).isEqualTo(403);
  }

  @Test
  void aFaultCanBefallOneClassOfEndpointsOnly() {
    String token = APP.accessToken(1);
    fault(fault("server_error").put("endpoint", "recently_played"));
    assertThat(status(RECENT, token)).isEqualTo(503);
    assertThat(status(PLAYER, token)).isBetween(200, 204);
  }

  @Test
  void aFaultCanBefallAShareOfTheListenersAlwaysTheSame() {
    fault(fault("forbidden").put("share", 0.5));
    List<Integer> first = new ArrayList<>();
    List<Integer> second = new ArrayList<>();
    for (int listener = 1; listener <= 30; listener++) {
      String token = APP.accessToken(listener);
      first.add(status(ME, token));
      second.add(status(ME, token));
    }
    assertThat(first).isEqualTo(second).contains(200, 403);
  }

  @Test
  void aFaultLastsAsLongAsOrderedOrUntilTakenBack() {
    String token = APP.accessToken(1);
    fault(fault("forbidden").put("seconds", 60));
    APP.pass(Duration.ofSeconds(59));
    assertThat(status(ME, token)).isEqualTo(403);
    APP.pass(Duration.ofSeconds(1));
    assertThat(status(ME, token)).isEqualTo(200);

    int id = fault(fault("forbidden")).getInteger("id");
    assertThat(status(ME, token)).isEqualTo(403);
    assertThat(APP.delete("/control/faults/" + id).getJsonArray("items")).isEmpty();
    assertThat(status(ME, token)).isEqualTo(200);
  }

  @Test
  void aBadOrderIsToldItsField() {
    for (JsonObject bad :
        List.of(
            new JsonObject(),
            fault("earthquake"),
            fault("hang").put("endpoint", "moon"),
            fault("hang").put("listener", 0),
            fault("hang").put("count", 0),
            fault("hang").put("share", 2),
            fault("slow").put("delay", "long"),
            fault("server_error").put("status", 200))) {
      HttpResponse<Buffer> response =
          APP.client.post("/control/faults").rxSendJsonObject(bad).blockingGet();
      assertThat(response.statusCode()).as(bad.encode()).isEqualTo(400);
      String named = response.bodyAsJsonObject().getString("error").split(":", 2)[0];
      assertThat(List.of("fault", "endpoint", "listener", "count", "share", "delay", "status"))
          .contains(named);
    }
  }

  // ---- tokens

  @Test
  void aFalseInvalidGrantBefallsRefreshingForATime() {
    JsonObject tokens = APP.signIn(3);
    fault(fault("invalid_grant").put("seconds", 600));
    HttpResponse<Buffer> refused = APP.refresh(tokens);
    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.bodyAsJsonObject().getString("error")).isEqualTo("invalid_grant");
    assertThat(status(ME, tokens.getString("access_token"))).isEqualTo(200);
    assertThat(APP.signIn(4).getString("access_token")).isNotBlank();
    APP.pass(Duration.ofMinutes(10));
    assertThat(APP.refresh(tokens).statusCode()).isEqualTo(200);
  }

  @Test
  void aRevokedConsentIsGoneUntilItIsGivenAgain() {
    JsonObject revoked = APP.signIn(5);
    JsonObject other = APP.signIn(6);
    APP.order("/control/tokens/revoke", new JsonObject().put("listener", 5));
    assertThat(status(ME, revoked.getString("access_token"))).isEqualTo(401);
    assertThat(APP.refresh(revoked).bodyAsJsonObject().getString("error"))
        .isEqualTo("invalid_grant");
    assertThat(APP.refresh(other).statusCode()).isEqualTo(200);
    JsonObject again = APP.signIn(5);
    assertThat(status(ME, again.getString("access_token"))).isEqualTo(200);
    assertThat(APP.refresh(again).statusCode()).isEqualTo(200);
  }

  @Test
  void aShareOfAllConsentsCanBeRevoked() {
    List<JsonObject> tokens = new ArrayList<>();
    for (int listener = 1; listener <= 30; listener++) {
      tokens.add(APP.signIn(listener));
    }
    JsonObject ended = APP.order("/control/tokens/revoke", new JsonObject().put("share", 0.5));
    assertThat(ended.getInteger("listeners")).isBetween(15, 45);
    assertThat(tokens.stream().map(each -> APP.refresh(each).statusCode())).contains(200, 400);
  }

  @Test
  void tokensEndBeforeTheirTimeWhereOrdered() {
    JsonObject tokens = APP.signIn(7);
    var order = new JsonObject().put("listener", 7);
    APP.order("/control/tokens/expire", order.copy().put("token", "access"));
    HttpResponse<Buffer> ended = APP.get(ME, tokens.getString("access_token"));
    assertThat(ended.statusCode()).isEqualTo(401);
    assertThat(error(ended).getString("message")).isEqualTo("The access token expired");
    String next = APP.refresh(tokens).bodyAsJsonObject().getString("access_token");
    assertThat(status(ME, next)).isEqualTo(200);

    APP.order("/control/tokens/expire", order.copy().put("token", "refresh"));
    assertThat(APP.refresh(tokens).bodyAsJsonObject().getString("error_description"))
        .isEqualTo("Refresh token expired");
    assertThat(status(ME, next)).isEqualTo(200);
  }

  // ---- the book of calls

  @Test
  void callsAreCountedByEndpointAndStatus() {
    String token = APP.accessToken(1);
    fault(fault("server_error").put("endpoint", "me").put("count", 1));
    for (int i = 0; i < 3; i++) {
      APP.get(ME, token);
    }
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(APP.listed("/control/calls"))
                    .contains(
                        new JsonObject()
                            .put("endpoint", "me")
                            .put("calls", 3)
                            .put("statuses", new JsonObject().put("200", 2).put("503", 1)))
                    .contains(
                        new JsonObject()
                            .put("endpoint", "sign_in")
                            .put("calls", 1)
                            .put("statuses", new JsonObject().put("200", 1))));
  }

  private static long violations() {
    return APP.control("/control/calls").getLong("violations");
  }

  @Test
  void callingBeforeRetryAfterIsOverIsAViolation() {
    String token = APP.accessToken(1);
    String other = APP.accessToken(2);
    fault(fault("rate_limited").put("retry_after", 30).put("endpoint", "me").put("count", 1));
    APP.get(ME, token);
    // It may have been on its way.
    APP.get(ME, other);
    assertThat(violations()).isZero();
    APP.pass(Duration.ofSeconds(29));
    APP.get(PLAYER, token);
    assertThat(violations()).isZero();
    APP.get(ME, other);
    assertThat(violations()).isEqualTo(1);
    JsonObject first =
        APP.control("/control/calls").getJsonArray("first_violations").getJsonObject(0);
    assertThat(first.getString("endpoint")).isEqualTo("me");
    assertThat(first.getInteger("listener")).isEqualTo(2);
    APP.pass(Duration.ofSeconds(1));
    APP.get(ME, token);
    assertThat(violations()).isEqualTo(1);
  }

  @Test
  void aLimitForOneListenerForbidsNothingToOthers() {
    String token = APP.accessToken(1);
    String other = APP.accessToken(2);
    fault(fault("rate_limited").put("retry_after", 30).put("listener", 1).put("count", 1));
    APP.get(ME, token);
    APP.pass(Duration.ofSeconds(10));
    APP.get(ME, other);
    assertThat(violations()).isZero();
    APP.get(ME, token);
    assertThat(violations()).isEqualTo(1);
  }
}
