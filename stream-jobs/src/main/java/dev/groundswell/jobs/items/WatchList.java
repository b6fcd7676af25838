package dev.groundswell.jobs.items;

import java.io.Serializable;
import java.util.Set;

/** The items that somebody looks at, as the live servers say. Asked again and again. */
public interface WatchList extends AutoCloseable {

  /** The {@link dev.groundswell.jobs.window.Item}s that are watched now; answers at once. */
  Set<Long> items();

  @Override
  void close();

  /** Opens a watch list where it is needed. */
  interface Opening extends Serializable {
    WatchList open();
  }
}
