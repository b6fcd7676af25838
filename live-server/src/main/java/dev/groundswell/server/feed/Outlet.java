package dev.groundswell.server.feed;

/** Where a subscription sends what is due. */
interface Outlet {

  void send(Frame frame);

  /** Tells the reader to forget what it has of a topic. */
  void reset(ResetReason reason, String topic);
}
