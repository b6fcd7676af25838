package dev.groundswell.server.spotify;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a request to Spotify. */
public sealed interface Answer<T> {

  /** 200 with a body that could be read. */
  record Ok<T>(T value) implements Answer<T> {}

  /** 204: there is nothing to tell, nothing is playing. */
  record NoContent<T>() implements Answer<T> {}

  /** 401: the access token is over or was revoked. */
  record Unauthorized<T>() implements Answer<T> {}

  /** 403: the scope is missing, or the person is not on the app's list. */
  record Forbidden<T>(String message) implements Answer<T> {}

  /**
   * 400 of the accounts service: there is something wrong with what was sent.
   *
   * @param error its word for it, such as {@code invalid_grant}; empty where it has none
   */
  record Rejected<T>(String error) implements Answer<T> {}

  /**
   * 429: too many requests of this class of endpoints.
   *
   * @param retryAfter null where Spotify did not say
   * @param reason such as {@link #QUOTA_EXCEEDED}, null where Spotify did not say
   */
  record RateLimited<T>(@Nullable Duration retryAfter, @Nullable String reason)
      implements Answer<T> {
    public static final String QUOTA_EXCEEDED = "QUOTA_EXCEEDED";
  }

  /** 5xx, or any status for which there is no other answer. */
  record ServerError<T>(int status) implements Answer<T> {}

  /** No connection, or it broke. */
  record Unreachable<T>(String why) implements Answer<T> {}

  /** No answer, or not the whole of it, in time. */
  record TimedOut<T>() implements Answer<T> {}

  /** A body that is too large or not what was asked for. */
  record Malformed<T>(String why) implements Answer<T> {}
}
