package dev.groundswell.simulator.population;

import dev.groundswell.simulator.chance.Chance;

/**
 * How somebody listens, as probabilities.
 *
 * @param skips that a track is skipped
 * @param pauses that a track is paused
 * @param seeks that somebody jumps within a track
 * @param repeats that a track is heard again at once
 * @param albums that somebody who picks what to hear picks an album
 * @param podcasts that it is a podcast; 0 for most people
 * @param localFiles that it is files of one's own; 0 for most people
 * @param privately that a session is private; 0 for most people
 * @param adverts whether there are advertisements between tracks
 */
public record Habits(
    double skips,
    double pauses,
    double seeks,
    double repeats,
    double albums,
    double podcasts,
    double localFiles,
    double privately,
    boolean adverts) {

  static Habits of(long seed, int listener) {
    Chance chance = Chance.of(seed, "habits", listener);
    return new Habits(
        Math.min(0.6, chance.logNormal(0.14, 0.6)),
        Math.min(0.2, chance.logNormal(0.03, 0.6)),
        Math.min(0.1, chance.logNormal(0.01, 0.8)),
        Math.min(0.2, chance.logNormal(0.015, 0.9)),
        Math.min(0.6, chance.logNormal(0.12, 0.8)),
        chance.happens(0.3) ? chance.between(0.02, 0.15) : 0,
        chance.happens(0.06) ? chance.between(0.05, 0.3) : 0,
        chance.happens(0.12) ? chance.between(0.05, 0.5) : 0,
        chance.happens(0.25));
  }
}
