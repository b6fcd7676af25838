package dev.groundswell.simulator.faults;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Something that goes wrong in place of an answer. */
public sealed interface Fault {

  /** As it is called in orders. */
  String word();

  /** 401, as if the access token had ended. */
  record Unauthorized() implements Fault {
    @Override
    public String word() {
      return "unauthorized";
    }
  }

  /** 403, as for somebody who is not on the app's list. */
  record Forbidden() implements Fault {
    @Override
    public String word() {
      return "forbidden";
    }
  }

  /**
   * 429.
   *
   * @param retryAfter whole seconds
   * @param reason such as QUOTA_EXCEEDED, null where none is told
   */
  record RateLimited(Duration retryAfter, @Nullable String reason) implements Fault {
    @Override
    public String word() {
      return "rate_limited";
    }
  }

  /** 500 to 599, with no JSON. */
  record ServerError(int status) implements Fault {
    @Override
    public String word() {
      return "server_error";
    }
  }

  /** No answer at all, until the client gives up. */
  record Hang() implements Fault {
    @Override
    public String word() {
      return "hang";
    }
  }

  /** 200 with JSON that ends too early. */
  record Truncated() implements Fault {
    @Override
    public String word() {
      return "truncated";
    }
  }

  /** 200 with JSON of another shape. */
  record WrongJson() implements Fault {
    @Override
    public String word() {
      return "wrong_json";
    }
  }

  /** The right answer, late. */
  record Slow(Duration by) implements Fault {
    @Override
    public String word() {
      return "slow";
    }
  }

  /** A refresh token is refused, though it is good. */
  record InvalidGrant() implements Fault {
    @Override
    public String word() {
      return "invalid_grant";
    }
  }
}
