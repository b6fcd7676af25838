package dev.groundswell.server.poll;

import dev.groundswell.server.ledger.PlayedTrack;
import java.time.Duration;
import java.time.Instant;

/**
 * An answer by which a track began again in its midst: it is believed unless the next one
 * contradicts it; one that is surely old and came after a pause, only if the next one agrees.
 *
 * <p>It may just as well be an old answer, given after a leap or a pause, that happens to be as old
 * as the track had come far. The next answer shows that, since it has come further than the time
 * that has passed. A play that was told cannot be taken back, so this one waits for that.
 *
 * @param progress how far it had come
 * @param since when it began
 * @param when when it was looked at
 */
public record Encore(Duration progress, Instant since, Instant when) {
  /** What another answer says to that. */
  enum Judgement {
    STANDS,
    FALLS,
    OPEN
  }

  /** Whether an answer as exact as an old one can seem makes {@code play} begin in its midst. */
  static boolean mayBeOne(PlayUnderway play, Position now, Instant start) {
    Instant end = play.end();
    boolean madeWay =
        play.playing() && end != null && !start.isBefore(end.minus(Movement.TOLERANCE));
    return now.isExact() && !madeWay;
  }

  /** What {@code seen} says to a new beginning of the track of {@code play}. */
  Judgement judged(PlayUnderway play, Seen seen, Instant now) {
    PlayedTrack track = play.track();
    // Whoever pauses mostly goes on; whoever moves the needle back mostly does so to the beginning.
    boolean likely = isExact() || play.playing();
    if (seen instanceof Seen.ItemMissing) {
      return Judgement.OPEN;
    }
    if (!(seen instanceof Seen.Playing playing)) {
      return likely ? Judgement.STANDS : Judgement.FALLS;
    }
    if (!PlayUnderway.key(track).equals(PlayUnderway.key(playing.track()))) {
      return likely || isFollowed(track, playing) ? Judgement.STANDS : Judgement.FALLS;
    }
    Instant changedAt = playing.changedAt();
    Duration seenProgress = playing.progress();
    if (changedAt == null || seenProgress == null) {
      return likely ? Judgement.STANDS : Judgement.FALLS;
    }
    boolean changed = changedAt.isAfter(since);
    if (changedAt.isBefore(since)) {
      return Judgement.OPEN;
    }
    if (changed && playing.playing()) {
      return likely || isFollowed(track, playing) ? Judgement.STANDS : Judgement.FALLS;
    }
    // Where it stopped says as much as where it is.
    Duration ahead = ahead(seenProgress, changed ? changedAt : now);
    if (ahead.abs().compareTo(Movement.EXACTLY) <= 0) {
      return Judgement.STANDS;
    }
    return ahead.isNegative() ? Judgement.OPEN : Judgement.FALLS;
  }

  /** Whether it was not surely an old answer. */
  boolean isExact() {
    return ahead(progress, when).abs().compareTo(Movement.EXACTLY) <= 0;
  }

  /** Whether what came next began just when the track would have been over. */
  private boolean isFollowed(PlayedTrack track, Seen.Playing next) {
    Duration length = track.duration();
    Instant changedAt = next.changedAt();
    return length != null
        && changedAt != null
        && Duration.between(since.plus(length), changedAt).abs().compareTo(Movement.SEAM) <= 0;
  }

  /** By how much it has come further than it can have since it began. */
  private Duration ahead(Duration seenProgress, Instant at) {
    return seenProgress.minus(Duration.between(since, at));
  }
}
