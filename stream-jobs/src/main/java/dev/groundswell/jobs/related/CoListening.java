package dev.groundswell.jobs.related;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.window.Credits;
import dev.groundswell.jobs.window.Item;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * What one listener has heard beside an item: its companions, each once.
 *
 * <p>A sitting goes on while no more than 20 minutes lie between the end of a play and the next
 * START. Around each play of the item, the newest first, the {@value #NEIGHBOURS} plays before it
 * and the {@value #NEIGHBOURS} after it that belong to the same sitting count; skips neither count
 * nor are counted. After {@value #MOST} companions there are no more. So no listener adds more than
 * one to any pair, nor to more than a few pairs, however much they listen.
 */
public final class CoListening {
  static final int NEIGHBOURS = 10;
  static final int MOST = 50;
  static final long PAUSE_MILLIS = Duration.ofMinutes(20).toMillis();

  private final Diary diary;
  private final long item;
  private final int from;
  private final int until;
  private final Set<Long> companions = new LinkedHashSet<>();

  private CoListening(Diary diary, long item, int from, int until) {
    this.diary = diary;
    this.item = item;
    this.from = from;
    this.until = until;
  }

  /**
   * Hands over the companions of an item: others of its kind.
   *
   * @param from the first play in the diary that is looked at
   * @param until the first behind it that is not
   */
  public static void of(Diary diary, long item, int from, int until, LongConsumer out) {
    CoListening listening = new CoListening(diary, item, from, until);
    listening.collect();
    listening.companions.forEach(out::accept);
  }

  private void collect() {
    for (int i = until - 1; i >= from && companions.size() < MOST; i--) {
      if (!diary.isSkipped(i) && diary.credits(i).has(item)) {
        collectAround(i);
      }
    }
  }

  private void collectAround(int place) {
    int left = NEIGHBOURS;
    for (int i = place - 1; i >= from && left > 0 && goesOn(i, i + 1); i--) {
      left -= collectOf(i);
    }
    left = NEIGHBOURS;
    for (int i = place + 1; i < until && left > 0 && goesOn(i - 1, i); i++) {
      left -= collectOf(i);
    }
  }

  private boolean goesOn(int earlier, int later) {
    return diary.startedAt(later) - diary.endedAt(earlier) <= PAUSE_MILLIS;
  }

  /** Takes in what a play is counted for; answers how many plays have been taken in so. */
  private int collectOf(int place) {
    if (diary.isSkipped(place)) {
      return 0;
    }
    Kind kind = Item.kindOf(item);
    Credits credits = diary.credits(place);
    for (int k = 0; k < credits.size() && companions.size() < MOST; k++) {
      long other = credits.item(k);
      if (other != item && Item.isRanked(other) && Item.kindOf(other) == kind) {
        companions.add(other);
      }
    }
    return 1;
  }
}
