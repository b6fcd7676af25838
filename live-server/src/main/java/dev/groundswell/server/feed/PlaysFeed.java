package dev.groundswell.server.feed;

import dev.groundswell.server.boards.JobsTime;
import dev.groundswell.server.ledger.TrackView;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sampled plays: the last few, and a link from each to the next for those who follow. */
final class PlaysFeed {
  static final String TOPIC = "plays";

  private static final int KEPT = 20;

  private final JobsTime time;
  private final Deque<Play> recent = new ArrayDeque<>();
  private Node newest = new Node(null);
  private @Nullable Snapshot made;

  /** One play, without its person. */
  record Play(TrackView track, long at) {}

  /** What was last encoded, and of what. */
  private record Snapshot(Frame frame, Node newest, long asOf, boolean stale) {}

  /** A play in the chain; the first has no frame. */
  static final class Node {
    private final @Nullable Frame frame;
    private volatile @Nullable Node next;

    Node(@Nullable Frame frame) {
      this.frame = frame;
    }

    @Nullable Frame frame() {
      return frame;
    }

    @Nullable Node next() {
      return next;
    }
  }

  PlaysFeed(JobsTime time) {
    this.time = time;
  }

  synchronized void append(List<Play> plays) {
    for (Play play : plays) {
      recent.addLast(play);
      if (recent.size() > KEPT) {
        var unused = recent.removeFirst();
      }
      Node node = new Node(new Frame("play", null, PlayCodec.play(play)));
      newest.next = node;
      newest = node;
    }
  }

  synchronized Node newest() {
    return newest;
  }

  /** Empty before the jobs were heard of. */
  synchronized Optional<Frame> snapshot() {
    long asOf = time.asOf();
    boolean stale = time.isStale();
    if (asOf == 0) {
      return Optional.empty();
    }
    if (made == null || made.newest != newest || made.asOf != asOf || made.stale != stale) {
      Frame frame = new Frame("snapshot", null, PlayCodec.plays(recent, asOf, stale));
      made = new Snapshot(frame, newest, asOf, stale);
    }
    return Optional.of(made.frame);
  }
}
