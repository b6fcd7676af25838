package dev.groundswell.server.ledger;

import java.util.Comparator;
import java.util.Objects;

/**
 * The name that identifies a recording: {@code spotify} and its id, {@code uri} and its URI, or
 * {@code words} and its title and main artist.
 */
record TrackKey(String kind, String value) implements Comparable<TrackKey> {
  static final String WORDS = "words";

  private static final Comparator<TrackKey> ORDER =
      Comparator.comparing(TrackKey::kind).thenComparing(TrackKey::value);

  static TrackKey of(PlayedTrack track) {
    if (track.spotifyId() != null) {
      return new TrackKey("spotify", track.spotifyId());
    }
    return track.uri() != null
        ? new TrackKey("uri", track.uri())
        : new TrackKey(WORDS, Objects.requireNonNull(track.words()));
  }

  /** Whether it is all that is known to identify the recording. */
  boolean isWords() {
    return kind.equals(WORDS);
  }

  @Override
  public int compareTo(TrackKey other) {
    return ORDER.compare(this, other);
  }
}
