package dev.groundswell.events;

import java.util.List;

/**
 * A play as the ledger holds it at one revision.
 *
 * @param recording the ledger's number of what was played
 * @param artists the ledger's numbers of its artists, the first one being the main artist
 * @param album the ledger's number of its album, 0 where unknown
 * @param genre the ledger's number of its genre, 0 where it has none
 * @param playedAt START of the play, epoch milliseconds
 * @param countedAt the instant at which it began to count (30 s heard, or half of a shorter track),
 *     epoch milliseconds; event time of everything; 0 while the play does not count
 * @param msPlayed how long it was heard, milliseconds
 * @param length how long the track is, milliseconds; 0 where nobody has said
 * @param source where it was learned from
 * @param trends whether it takes part in public figures: its listener has joined them and the host
 *     admits its source
 */
public record PlayState(
    long recording,
    List<Long> artists,
    long album,
    long genre,
    long playedAt,
    long countedAt,
    long msPlayed,
    long length,
    Source source,
    boolean trends) {

  public PlayState {
    artists = List.copyOf(artists);
  }

  /** A play of a track of unknown length. */
  public PlayState(
      long recording,
      List<Long> artists,
      long album,
      long genre,
      long playedAt,
      long countedAt,
      long msPlayed,
      Source source,
      boolean trends) {
    this(recording, artists, album, genre, playedAt, countedAt, msPlayed, 0, source, trends);
  }

  /** This play of another genre. */
  public PlayState withGenre(long other) {
    return new PlayState(
        recording, artists, album, other, playedAt, countedAt, msPlayed, length, source, trends);
  }

  /** This play inside or outside public figures. */
  public PlayState withTrends(boolean part) {
    return new PlayState(
        recording, artists, album, genre, playedAt, countedAt, msPlayed, length, source, part);
  }

  /** Whether less than half of it was heard so far, as far as anybody knows. */
  public boolean isSkipped() {
    return 2 * msPlayed < length;
  }

  /** Whether this play is part of public boards. */
  public boolean isPublic() {
    return trends && countedAt != 0;
  }
}
