package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.listening.Play;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A play as it truly was.
 *
 * @param listing what Spotify's history says of it
 */
public record TruePlay(Play play, Listing listing) {
  private static final int ENOUGH_MS = 30_000;

  public Playable item() {
    return play.item();
  }

  /** Track (a local file too), episode or ad. */
  public PlayerState.Kind kind() {
    return PlayerState.Kind.of(play.item());
  }

  public Instant start() {
    return play.start();
  }

  public Instant end() {
    return play.end();
  }

  public Duration heard() {
    return Duration.ofMillis(play.heardMs());
  }

  public Play.Ending ending() {
    return play.ending();
  }

  public boolean isPrivate() {
    return play.setting().privately();
  }

  /** Whether Spotify's history will ever tell of it. */
  public boolean isListed() {
    return listing instanceof Listing.Listed;
  }

  /** When 30 s had been heard, or half of a shorter item; null where it never came to that. */
  public @Nullable Instant enoughAt() {
    int enough = Math.min(ENOUGH_MS, play.item().durationMs() / 2);
    return play.heardMs() >= enough ? play.heardAt(enough) : null;
  }
}
