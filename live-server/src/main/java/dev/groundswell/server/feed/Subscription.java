package dev.groundswell.server.feed;

import org.jspecify.annotations.Nullable;

/** One connection's interest in one topic, and how far it has come. */
interface Subscription {

  String topic();

  /** The id of the last version that was sent; null where there is none. */
  @Nullable String position();

  /** Sends the next thing that is due; false where nothing is. */
  boolean step(Outlet out);

  /** Says now and then that somebody still reads it, at {@code now}, epoch milliseconds. */
  default void lives(long now) {}

  /** Gives up what was missed; called while nothing can be sent. */
  void skip();
}
