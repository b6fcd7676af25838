package dev.groundswell.server.ledger;

import java.util.Comparator;
import java.util.Objects;

/** The name that identifies a recording: {@code spotify} and its id, or {@code uri} and its URI. */
record TrackKey(String kind, String value) implements Comparable<TrackKey> {
  private static final Comparator<TrackKey> ORDER =
      Comparator.comparing(TrackKey::kind).thenComparing(TrackKey::value);

  static TrackKey of(PlayedTrack track) {
    return track.spotifyId() != null
        ? new TrackKey("spotify", track.spotifyId())
        : new TrackKey("uri", Objects.requireNonNull(track.uri()));
  }

  @Override
  public int compareTo(TrackKey other) {
    return ORDER.compare(this, other);
  }
}
