package dev.groundswell.server.boards;

import dev.groundswell.events.SampledPlay;
import dev.groundswell.events.Topic;
import io.reactivex.rxjava3.core.Completable;
import java.util.List;

/**
 * Who is told what the jobs wrote. The reader waits for each answer before it goes on, so a
 * follower that is slow is never overrun.
 */
public interface BoardFollower {

  /** A topic's log was read back: all versions it holds, oldest first, perhaps none. */
  Completable readBack(Topic topic, List<BoardVersion> versions);

  /** The versions after the last that was told, in order. */
  Completable appended(Topic topic, List<BoardVersion> versions);

  /** Sampled plays, oldest first. */
  Completable sampled(List<SampledPlay> plays);

  /** A second has passed; the jobs' time may have moved or stopped (see {@link JobsTime}). */
  void ticked();
}
