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
 * @param source where it was learned from
 * @param weekHour the hour of the week in which it began to count, by its listener's own clock: 1
 *     is Monday from midnight, 168 the last of Sunday; 0 where nobody knows, or it does not count
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
    Source source,
    int weekHour,
    boolean trends) {

  public PlayState {
    artists = List.copyOf(artists);
  }

  /** A play of which nobody knows the hour of the week. */
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
    this(recording, artists, album, genre, playedAt, countedAt, msPlayed, source, 0, trends);
  }

  /** This play of another genre. */
  public PlayState withGenre(long other) {
    return new PlayState(
        recording, artists, album, other, playedAt, countedAt, msPlayed, source, weekHour, trends);
  }

  /** This play in another hour of its listener's week. */
  public PlayState withWeekHour(int other) {
    return new PlayState(
        recording, artists, album, genre, playedAt, countedAt, msPlayed, source, other, trends);
  }

  /** This play inside or outside public figures. */
  public PlayState withTrends(boolean part) {
    return new PlayState(
        recording, artists, album, genre, playedAt, countedAt, msPlayed, source, weekHour, part);
  }

  /** Whether this play is part of public boards. */
  public boolean isPublic() {
    return trends && countedAt != 0;
  }
}
