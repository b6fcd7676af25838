package dev.groundswell.server.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.reactivex.rxjava3.core.Single;
import io.vertx.core.buffer.Buffer;
import io.vertx.rxjava3.core.Vertx;
import io.vertx.rxjava3.core.net.NetServer;
import io.vertx.rxjava3.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Bytes that are no proper answer, over real connections: each is a failure with a name at every
 * endpoint, and the call after it is answered as if nothing had been.
 */
class HostileAnswersIT {
  private static final String JSON = "Content-Type: application/json\r\n";
  private static final Vertx vertx = Vertx.vertx();
  private static volatile Sent answer = new Sent(new byte[0], false);
  private static NetServer server;
  private static SpotifyClient spotify;
  private static TokenClient tokens;

  /** What goes over the wire, and whether the connection is closed after it. */
  private record Sent(byte[] bytes, boolean closes) {}

  @BeforeAll
  static void start() {
    server =
        vertx
            .createNetServer()
            .connectHandler(HostileAnswersIT::answer)
            .rxListen(0, "127.0.0.1")
            .blockingGet();
    URI base = URI.create("http://127.0.0.1:" + server.actualPort());
    SpotifyOptions options =
        new SpotifyOptions(base, 2, 4, Duration.ofSeconds(2), Duration.ofSeconds(2));
    spotify = new SpotifyClient(vertx, options, Clock.systemUTC());
    tokens =
        new TokenClient(vertx, options, new TokenClient.App("app", "secret"), Clock.systemUTC());
  }

  @AfterAll
  static void stop() {
    vertx.close().blockingAwait();
  }

  private static void answer(NetSocket socket) {
    socket.handler(
        asked -> {
          String begins = asked.getString(0, 1);
          if (!begins.equals("G") && !begins.equals("P")) {
            // The form of a POST that was answered already.
            return;
          }
          Buffer bytes = Buffer.buffer(answer.bytes());
          if (answer.closes()) {
            socket.getDelegate().end(bytes);
          } else {
            socket.getDelegate().write(bytes);
          }
        });
    socket.exceptionHandler(gone -> {});
  }

  static Stream<Arguments> answers() {
    return Stream.of(
        arguments("JSON that ends too early", ok(JSON, "{\"item\":{\"na"), Answer.Malformed.class),
        arguments(
            "a page of HTML",
            ok("Content-Type: text/html\r\n", "<!doctype html><p>Sign in"),
            Answer.Malformed.class),
        arguments("a page of HTML called JSON", ok(JSON, "<html>"), Answer.Malformed.class),
        arguments("nothing", ok(JSON, ""), Answer.Malformed.class),
        arguments("a list", ok(JSON, "[{}]"), Answer.Malformed.class),
        arguments("null", ok(JSON, "null"), Answer.Malformed.class),
        arguments("a text", ok(JSON, "\"ok\""), Answer.Malformed.class),
        arguments("more after the JSON", ok(JSON, "{}{}"), Answer.Malformed.class),
        arguments(
            "depth without end",
            ok(JSON, "{\"item\":" + "[".repeat(9_000)),
            Answer.Malformed.class),
        arguments(
            "a number without end",
            ok(JSON, "{\"item\":" + "9".repeat(9_000) + "}"),
            Answer.Malformed.class),
        arguments(
            "no UTF-8",
            ok(JSON, new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"'}),
            Answer.Malformed.class),
        arguments(
            "two megabytes",
            ok(JSON, "{\"a\":\"" + "x".repeat(2 << 20) + "\"}"),
            Answer.Malformed.class),
        arguments(
            "megabytes of nothing in a small parcel",
            ok(JSON + "Content-Encoding: gzip\r\n", gzip(16 << 20)),
            Answer.Malformed.class),
        arguments(
            "a parcel that is none",
            ok(JSON + "Content-Encoding: gzip\r\n", "{\"item\":null}"),
            Answer.Unreachable.class),
        arguments(
            "half of what was announced",
            cut("HTTP/1.1 200 OK\r\n" + JSON + "Content-Length: 900\r\n\r\n{\"item\":"),
            Answer.Unreachable.class),
        arguments(
            "half of a chunk",
            cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"item\":"),
            Answer.Unreachable.class),
        arguments(
            "a chunk of no number",
            cut("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n"),
            Answer.Unreachable.class),
        arguments(
            "headers without end",
            cut("HTTP/1.1 200 OK\r\nX: " + "y".repeat(100_000) + "\r\n\r\n{}"),
            Answer.Unreachable.class),
        arguments("no HTTP", cut("SSH-2.0-OpenSSH_9.2\r\n"), Answer.Unreachable.class),
        arguments("a good-bye", cut(""), Answer.Unreachable.class),
        arguments(
            "a way to elsewhere",
            raw("HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"),
            Answer.ServerError.class),
        arguments(
            "a proxy's trouble",
            raw("HTTP/1.1 502 Bad Gateway\r\nContent-Length: 6\r\n\r\n<html>"),
            Answer.ServerError.class),
        arguments(
            "a refusal that says nothing",
            raw("HTTP/1.1 429 Too Many\r\nRetry-After: soon\r\nContent-Length: 3\r\n\r\n<p>"),
            Answer.RateLimited.class));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answers")
  void isAFailureWithANameAtEveryEndpointAndBlocksNothing(
      String what, Sent hostile, Class<?> expected) {
    for (Single<? extends Answer<?>> call :
        List.of(
            spotify.playbackState("t"),
            spotify.currentlyPlaying("t"),
            spotify.recentlyPlayed("t", null),
            spotify.me("t"),
            tokens.refresh("r"))) {
      answer = hostile;
      assertThat(call.blockingGet()).isInstanceOf(expected);
    }
    answer = ok(JSON, "{\"id\":\"me\"}");
    for (int i = 0; i < 4; i++) {
      assertThat(spotify.me("t").blockingGet())
          .isEqualTo(new Answer.Ok<>(new Profile("me", null, null)));
    }
  }

  @Test
  void goodJsonUnderAnotherNameIsRead() {
    Function<String, Sent> as = type -> ok("Content-Type: " + type + "\r\n", "{\"id\":\"me\"}");
    for (String type : List.of("text/plain", "text/html", "application/octet-stream", "?")) {
      answer = as.apply(type);
      assertThat(spotify.me("t").blockingGet()).isInstanceOf(Answer.Ok.class);
    }
  }

  private static Sent ok(String headers, String body) {
    return ok(headers, body.getBytes(StandardCharsets.UTF_8));
  }

  private static Sent ok(String headers, byte[] body) {
    Sent head =
        raw("HTTP/1.1 200 OK\r\n" + headers + "Content-Length: " + body.length + "\r\n\r\n");
    return new Sent(Buffer.buffer(head.bytes()).appendBytes(body).getBytes(), false);
  }

  private static Sent raw(String text) {
    return new Sent(text.getBytes(StandardCharsets.ISO_8859_1), false);
  }

  private static Sent cut(String text) {
    return new Sent(text.getBytes(StandardCharsets.ISO_8859_1), true);
  }

  private static byte[] gzip(int zeros) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      gzip.write(new byte[zeros]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
