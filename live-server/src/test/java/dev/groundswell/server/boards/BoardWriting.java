package dev.groundswell.server.boards;

import dev.groundswell.events.BoardCodec;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.FeedEntry;
import dev.groundswell.events.FeedEntry.Keyframe;
import dev.groundswell.events.FeedState;
import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Head;
import dev.groundswell.events.Window;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Plays the part of the jobs: a board that changes by chance, and the entries of its log, a
 * keyframe every 64.
 */
public final class BoardWriting {
  public static final long BEGINNING = 1_795_328_621_000L;

  private static final int KEYFRAME_EVERY = 64;
  private static final int TRACKS = 140;

  private final SplittableRandom chance;
  private final Window window;
  private final List<BoardItem> items = new ArrayList<>();
  private FeedState state = new FeedState(new Head(0, 0, 0, 0, 0), List.of());
  private LogId last = LogId.START;
  private long asOf = BEGINNING;
  private int written;
  private boolean knowsRanks;

  /** An entry with its id and bytes, as it goes into the log. */
  public record Written(LogId id, FeedEntry entry) {
    public byte[] body() {
      return BoardCodec.encode(entry);
    }
  }

  public BoardWriting(long seed, Window window) {
    this.chance = new SplittableRandom(seed);
    this.window = window;
  }

  public List<Written> write(int entries) {
    List<Written> log = new ArrayList<>();
    for (int i = 0; i < entries; i++) {
      log.add(write());
    }
    return log;
  }

  /** Entries of which the last changes what every limit shows. */
  public List<Written> writeShown(int entries) {
    List<Written> log = write(entries - 1);
    log.add(writePlayOf(state.items().isEmpty() ? 1 : state.items().get(0).item()));
    return log;
  }

  /** A few plays, now and then a new track or one that leaves, and 250 ms. */
  public Written write() {
    int plays = chance.nextInt(4);
    for (int i = 0; i < plays; i++) {
      play(1 + (long) (TRACKS * chance.nextDouble() * chance.nextDouble()));
    }
    if (!items.isEmpty() && chance.nextInt(8) == 0) {
      items.remove(chance.nextInt(items.size()));
    }
    knowsRanks = knowsRanks || written > 100;
    return append();
  }

  /** One play of a track, and nothing else. */
  public Written writePlayOf(long track) {
    play(track);
    return append();
  }

  /** A keyframe, as a new run of the jobs begins with one. */
  public Written writeKeyframe() {
    written = 0;
    return append();
  }

  /** Puts the ids of entries to come back to before those of old, as after a restore. */
  public void goBack(long millis) {
    asOf -= millis;
    last = LogId.START;
    written = 0;
  }

  public FeedState state() {
    return state;
  }

  public LogId lastId() {
    return last;
  }

  private void play(long track) {
    for (int i = 0; i < items.size(); i++) {
      BoardItem item = items.get(i);
      if (item.item() == track) {
        items.set(
            i,
            new BoardItem(
                track, item.plays() + 1, Math.min(item.plays() + 1, 40), prevRank(track)));
        return;
      }
    }
    items.add(new BoardItem(track, 1, 1, prevRank(track)));
  }

  private int prevRank(long track) {
    return knowsRanks ? (int) (track % 30) : BoardItem.UNKNOWN;
  }

  private Written append() {
    asOf += 250;
    items.sort(
        Comparator.comparingLong(BoardItem::plays).reversed().thenComparingLong(BoardItem::item));
    List<BoardItem> shown = items.subList(0, Math.min(100, items.size()));
    long plays = items.stream().mapToLong(BoardItem::plays).sum();
    long listeners = items.size() < 5 ? 0 : items.size() / 3 + 40;
    Head head =
        new Head(
            asOf,
            window.from(asOf),
            Figures.of(Figure.PLAYS, plays, Figure.LISTENERS, listeners)
                .with(Figure.WITHHELD, items.size() / 50)
                .with(Figure.UNCLASSIFIED, items.size() / 40),
            items.size() > 130,
            null);
    FeedState next = new FeedState(head, shown);
    LogId id = new LogId(asOf, written % 3);
    FeedEntry entry =
        written % KEYFRAME_EVERY == 0
            ? new Keyframe(head, shown)
            : state.deltaTo(next, last.toString());
    state = next;
    last = id;
    written++;
    return new Written(id, entry);
  }
}
