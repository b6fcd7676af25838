package dev.groundswell.server.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A browser as far as cookies go: it keeps them, sends them back, and follows no redirect. */
public final class Browser {
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final URI base;
  private final Map<String, HttpCookie> cookies = new HashMap<>();

  public Browser(URI base) {
    this.base = base;
  }

  public HttpResponse<String> get(String path) {
    return send(path, HttpRequest.Builder::GET);
  }

  public HttpResponse<String> post(String path, Map<String, String> form) {
    return send(
        path,
        request ->
            request
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encoded(form))));
  }

  /** Any request, to a path of the server or to a whole URL. */
  public HttpResponse<String> send(String path, UnaryOperator<HttpRequest.Builder> how) {
    URI url = base.resolve(path);
    var request = HttpRequest.newBuilder(url);
    if (url.getAuthority().equals(base.getAuthority())) {
      String sent =
          cookies.values().stream()
              .filter(cookie -> url.getPath().startsWith(cookie.getPath()))
              .map(cookie -> cookie.getName() + "=" + cookie.getValue())
              .collect(Collectors.joining("; "));
      if (!sent.isEmpty()) {
        request.header("Cookie", sent);
      }
    }
    try {
      var response = HTTP.send(how.apply(request).build(), HttpResponse.BodyHandlers.ofString());
      response.headers().allValues("set-cookie").forEach(this::keep);
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** A write as the pages make it, with the csrf cookie repeated. */
  public HttpResponse<String> write(String method, String path, String json) {
    return send(
        path,
        request ->
            request
                .header("X-CSRF-Token", String.valueOf(cookie("csrf")))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json)));
  }

  /** The value of a cookie, null where there is none. */
  public String cookie(String name) {
    HttpCookie cookie = cookies.get(name);
    return cookie == null ? null : cookie.getValue();
  }

  public void setCookie(String name, String value) {
    cookies.get(name).setValue(value);
  }

  /** Where an answer leads, empty where nowhere. */
  public static String location(HttpResponse<String> response) {
    return response.headers().firstValue("location").orElse("");
  }

  private void keep(String header) {
    for (HttpCookie cookie : HttpCookie.parse(header)) {
      if (cookie.getMaxAge() == 0) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie);
      }
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
