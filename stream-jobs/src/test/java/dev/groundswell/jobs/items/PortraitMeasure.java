package dev.groundswell.jobs.items;

import dev.groundswell.events.Board;
import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.jobs.diary.Diary;
import dev.groundswell.jobs.diary.DiarySerializer;
import dev.groundswell.jobs.diary.Heard;
import dev.groundswell.jobs.window.Credits;
import dev.groundswell.jobs.window.Item;
import dev.groundswell.jobs.window.Minimum;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * What a watched item costs, on made-up listening of a week: arguments are listeners and plays a
 * listener and day.
 */
public final class PortraitMeasure {
  private static final long NOW = 1_795_328_621_000L;
  private static final int TRACKS = 5_000;
  private static final int ROUNDS = 20;

  private final SplittableRandom random = new SplittableRandom(1);
  private final List<Diary> diaries = new ArrayList<>();
  private final Map<Long, Integer> audience = new HashMap<>();

  private PortraitMeasure() {}

  public static void main(String[] args) throws Exception {
    new PortraitMeasure().run(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
  }

  private void run(int listeners, int playsADay) throws Exception {
    DataOutputSerializer state = new DataOutputSerializer(1 << 20);
    long plays = 0;
    long began = cpu();
    for (int i = 0; i < listeners; i++) {
      Diary diary = diary(playsADay * 7);
      new DiarySerializer().serialize(diary, state);
      plays += diary.size();
      diaries.add(diary);
    }
    System.out.printf(
        "%,d plays of %,d listeners: %.1f bytes of state a play, %.2f us to take one in%n",
        plays, listeners, state.length() / (double) plays, (cpu() - began) / 1e3 / plays);
    began = cpu();
    int heard = diaries.stream().mapToInt(diary -> diary.has(-1) ? 1 : 0).sum();
    System.out.printf(
        "looking for items newly watched: %.1f ms for all diaries (%d)%n",
        (cpu() - began) / 1e6, heard);
    measure("the most played track", Item.of(Kind.TRACKS, 1));
    measure("the 100th track", Item.of(Kind.TRACKS, 100));
    measure("the most played artist", Item.of(Kind.ARTISTS, 1));
    measure("the most played genre", Item.of(Kind.GENRES, 1));
  }

  /** Of this thread, in nanoseconds: a busy machine does not count. */
  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private void measure(String what, long item) {
    List<Diary> having = diaries.stream().filter(diary -> diary.has(item)).toList();
    Watched watched = new Watched(item);
    long began = cpu();
    for (int i = 0; i < having.size(); i++) {
      watched.read(i, having.get(i), NOW);
    }
    double first = (cpu() - began) / 1e6;
    Portrait portrait = new Portrait(item, new Minimum(5));
    Board board = null;
    Board before = null;
    for (int i = -ROUNDS; i < ROUNDS; i++) {
      began = i == 0 ? cpu() : began;
      // In two seconds one listener in a hundred goes on to something else.
      for (int k = 0; k <= having.size() / 100; k++) {
        int listener = random.nextInt(having.size());
        watched.read(listener, having.get(listener), NOW + 2_000L * i);
      }
      portrait.take(new PortraitNews.Told(0, 1, watched.share(NOW + 2_000L * i)));
      before = board;
      board = portrait.board(1, new Standings(), other -> audience.getOrDefault(other, 0), 0);
    }
    double millis = (cpu() - began) / 1e6 / ROUNDS;
    int delta =
        BoardCodec.encode(FeedState.of(before).deltaTo(FeedState.of(board), "1795328621000-0"))
            .length;
    System.out.printf(
        "%s: %,d listeners, %.1f ms at first, %.2f ms each time, %d rows, %,d bytes whole, %,d bytes more of it%n",
        what,
        having.size(),
        first,
        millis,
        board.items().size(),
        BoardCodec.encode(Keyframe.of(board)).length,
        delta);
  }

  /** Sittings of an hour or so; which track is drawn by Zipf's law. */
  private Diary diary(int plays) {
    Diary diary = new Diary();
    diary.advance(NOW, (item, sign) -> audience.merge(item, sign, Integer::sum));
    long at = NOW - Duration.ofDays(7).toMillis() + random.nextLong(86_400_000);
    long step = Duration.ofDays(6).toMillis() / plays;
    for (int i = 0; i < plays; i++) {
      at += i % 15 == 0 ? 15 * step - 15 * 200_000L : 200_000L;
      if (at > NOW) {
        break;
      }
      long track = (long) Math.pow(TRACKS, random.nextDouble());
      diary.add(
          new Heard(
              at,
              30_000,
              190_000,
              random.nextInt(5) == 0,
              new Credits(
                  Item.of(Kind.TRACKS, track),
                  Item.of(Kind.ARTISTS, 1 + track / 6),
                  Item.of(Kind.GENRES, 1 + track / 6 % 40))),
          (item, sign) -> audience.merge(item, sign, Integer::sum));
    }
    return diary;
  }
}
