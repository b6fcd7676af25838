package dev.groundswell.server.poll;

import java.time.Duration;
import java.time.Instant;

/** What happened to one and the same track between two looks at the player. */
sealed interface Movement {
  /** Two clocks, a network and Spotify's own delay: nearer than this is equal. */
  Duration TOLERANCE = Duration.ofSeconds(4);

  /** What Spotify says of progress and of the time of its last change agrees to this. */
  Duration EXACTLY = Duration.ofMillis(700);

  /** Between the end of one track and the beginning of the next. */
  Duration SEAM = Duration.ofMillis(1500);

  /** Looks further apart than this are a gap of observation. */
  Duration GAP = Duration.ofSeconds(90);

  /** After a longer silence the same track is another play. */
  Duration LONGEST_PAUSE = Duration.ofHours(1);

  /** No answer is older than this. */
  Duration OLDEST_ANSWER = Duration.ofSeconds(90);

  /** The answer is an old one: it says nothing. */
  record Stale() implements Movement {}

  /**
   * The play went on.
   *
   * @param gain how much more was heard
   * @param from since when; the rest of the time was a pause
   * @param certain how much of the gain is beyond doubt
   * @param asOf the instant of which the answer speaks; earlier than that of the look where the
   *     answer is an old one
   */
  record Continued(Duration gain, Instant from, Duration certain, Instant asOf)
      implements Movement {}

  /**
   * The track began again, mostly since it had come to its end.
   *
   * @param heard how much of it has been heard this time
   */
  record Repeated(Duration heard) implements Movement {}

  /**
   * It was moved back or went on after a pause, perhaps from its very beginning: by an old answer
   * nobody can tell.
   *
   * @param heard how much of it has been heard since, if it began again
   */
  record PerhapsRepeated(Duration heard) implements Movement {}

  /**
   * It is another play of the track, since too long a silence or a gap without continuity lies
   * between.
   *
   * @param heard how much of it can have been heard at most
   */
  record Anew(Duration heard) implements Movement {}

  /** How Spotify's time of the last change compares with the one it gave before. */
  enum News {
    OLD,
    NONE,
    SOME,
    UNKNOWN
  }
}
