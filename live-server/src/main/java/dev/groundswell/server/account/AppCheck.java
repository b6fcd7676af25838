package dev.groundswell.server.account;

import dev.groundswell.server.poll.ClosedException;
import dev.groundswell.server.spotify.Answer;
import dev.groundswell.server.spotify.TokenReply;
import io.reactivex.rxjava3.core.Single;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Whether the provider takes the app's id and secret: it is asked for a token of the app itself,
 * which is thrown away. Asked once in {@link #PAUSE} at most, however often somebody presses the
 * button; each answer is good for a verdict, so nothing here fails.
 */
public final class AppCheck {
  /** Between two questions. */
  public static final Duration PAUSE = Duration.ofSeconds(10);

  /** What came of asking. */
  public enum Verdict {
    /** The provider gave a token. */
    ACCEPTED,
    /** It knows no such app, or the secret is another one. */
    REFUSED,
    /** It is asked too often. */
    TOO_MANY,
    /** Something answers that is no token endpoint. */
    NOT_AN_ENDPOINT,
    /** It has trouble of its own (5xx). */
    TROUBLE,
    /** There is no connection. */
    UNREACHABLE,
    /** There is no answer in time. */
    SILENT
  }

  /** A verdict, and when it was given. */
  public record Checked(Verdict verdict, Instant at) {}

  private final Single<Answer<TokenReply>> provider;
  private final Clock clock;
  private final AtomicReference<@Nullable Question> question = new AtomicReference<>();
  private volatile @Nullable Checked last;

  /** Whoever asks a moment later is told the same. */
  private record Question(Instant at, Single<Checked> answer) {}

  /**
   * @param provider asks for a token of the app, each time that it is subscribed to
   */
  public AppCheck(Single<Answer<TokenReply>> provider, Clock clock) {
    this.provider = provider;
    this.clock = clock;
  }

  /** What the last question came to, null where nobody has asked. */
  public @Nullable Checked last() {
    return last;
  }

  /** Asks, unless that was done a moment ago; then what came of it. */
  public Single<Checked> ask() {
    Instant now = clock.instant();
    Question known =
        question.updateAndGet(
            before ->
                before != null && before.at().plus(PAUSE).isAfter(now)
                    ? before
                    : new Question(now, answer().cache()));
    return Objects.requireNonNull(known).answer();
  }

  private Single<Checked> answer() {
    return provider
        .map(AppCheck::verdict)
        .onErrorReturn(AppCheck::failure)
        .map(verdict -> new Checked(verdict, clock.instant()))
        .doOnSuccess(checked -> last = checked);
  }

  private static Verdict verdict(Answer<TokenReply> answer) {
    if (answer instanceof Answer.Ok) {
      return Verdict.ACCEPTED;
    } else if (answer instanceof Answer.Rejected<TokenReply> rejected) {
      return rejected.error().equals("invalid_client") ? Verdict.REFUSED : Verdict.NOT_AN_ENDPOINT;
    } else if (answer instanceof Answer.RateLimited) {
      return Verdict.TOO_MANY;
    } else if (answer instanceof Answer.TimedOut) {
      return Verdict.SILENT;
    } else if (answer instanceof Answer.Unreachable) {
      return Verdict.UNREACHABLE;
    } else if (answer instanceof Answer.ServerError<TokenReply> error) {
      return error.status() >= 500 ? Verdict.TROUBLE : Verdict.NOT_AN_ENDPOINT;
    }
    return Verdict.NOT_AN_ENDPOINT;
  }

  /** While the provider wants no calls, none is made. */
  private static Verdict failure(Throwable e) {
    return e instanceof ClosedException ? Verdict.TOO_MANY : Verdict.UNREACHABLE;
  }
}
