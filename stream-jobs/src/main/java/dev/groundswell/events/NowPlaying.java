package dev.groundswell.events;

import java.util.List;

/**
 * What a listener is hearing at this moment: a state, lossy, never a fact of the ledger.
 *
 * @param listener the listener's random key
 * @param recording the ledger's number of the recording, 0 when nothing is playing
 * @param artists the ledger's numbers of its artists, as far as they are known
 * @param genre the ledger's number of its genre, 0 where it has none
 * @param observedAt when it was seen, epoch milliseconds
 * @param expiresAt the predicted end and a minute: after it the entry means nothing
 * @param trends whether it may be part of public figures
 */
public record NowPlaying(
    long listener,
    long recording,
    List<Long> artists,
    long genre,
    long observedAt,
    long expiresAt,
    boolean trends) {

  public NowPlaying {
    artists = List.copyOf(artists);
  }

  /** The same, but that its listener has not joined public figures. */
  public NowPlaying outsidePublicFigures() {
    return new NowPlaying(listener, recording, artists, genre, observedAt, expiresAt, false);
  }

  /** That a listener hears nothing any more. */
  public static NowPlaying silence(long listener, long observedAt, boolean trends) {
    return new NowPlaying(listener, 0, List.of(), 0, observedAt, observedAt, trends);
  }
}
