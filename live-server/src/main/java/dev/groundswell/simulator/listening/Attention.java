package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.catalogue.Advert;
import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.listening.Play.Ending;
import dev.groundswell.simulator.listening.Play.Pause;
import dev.groundswell.simulator.listening.Play.Seek;
import dev.groundswell.simulator.population.Habits;
import dev.groundswell.simulator.population.Listener;

/** How a listener hears one thing: to its end or not, with a pause or a jump. */
final class Attention {
  private static final int SHORTEST_MS = 1_500;
  private static final int SHORTEST_PAUSE_MS = 3_000;
  private static final int LONGEST_PAUSE_MS = 20 * 60_000;

  /** Nobody jumps in the first or the last seconds. */
  private static final int EDGE_MS = 12_000;

  private final Listener listener;
  private final Chance chance;

  Attention(Listener listener, Chance chance) {
    this.listener = listener;
    this.chance = chance;
  }

  /**
   * A play that starts at {@code at}.
   *
   * @param loved what is heard again and again is not skipped
   */
  Play hear(Playable item, Setting setting, long at, boolean loved) {
    int length = item.durationMs();
    if (item instanceof Advert) {
      return play(item, setting, at, length, Pause.NONE, Seek.NONE, Ending.FINISHED);
    }
    Habits habits = listener.habits();
    if (!loved && chance.happens(habits.skips())) {
      int heard = untilSkipped(length);
      return play(item, setting, at, heard, pause(heard), Seek.NONE, Ending.SKIPPED);
    }
    if (chance.happens(habits.seeks()) && length > 4 * EDGE_MS) {
      Seek seek = seek(length);
      return play(item, setting, at, length - seek.byMs(), Pause.NONE, seek, Ending.FINISHED);
    }
    return play(item, setting, at, length, pause(length), Seek.NONE, Ending.FINISHED);
  }

  private Play play(
      Playable item, Setting how, long at, int heard, Pause pause, Seek seek, Ending ending) {
    return new Play(listener.number(), item, how, at, heard, pause, seek, ending);
  }

  /** Most skips come early, when it is plain that this is not what one wants to hear. */
  private int untilSkipped(int length) {
    double after =
        chance.happens(0.65) ? chance.logNormal(9_000, 0.7) : chance.unit() * length * 0.9;
    return (int) Math.min(length * 0.95, Math.max(SHORTEST_MS, after));
  }

  private Pause pause(int heard) {
    if (!chance.happens(listener.habits().pauses())) {
      return Pause.NONE;
    }
    int after = 1_000 + (int) (chance.unit() * (heard - 1_000));
    double length = chance.logNormal(80_000, 1);
    return new Pause(after, (int) Math.min(LONGEST_PAUSE_MS, Math.max(SHORTEST_PAUSE_MS, length)));
  }

  /** Forward to the part that one likes, or back to hear it again. */
  private Seek seek(int length) {
    int after = EDGE_MS + chance.below(length - 3 * EDGE_MS);
    int forward = (int) chance.between(10_000, 90_000);
    int back = (int) chance.between(8_000, 40_000);
    return chance.happens(0.6)
        ? new Seek(after, Math.min(forward, length - EDGE_MS - after))
        : new Seek(after, -Math.min(back, after - 2_000));
  }
}
