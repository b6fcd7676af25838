package dev.groundswell.server.ledger;

/** Told after each commit that wrote changes, so that they are published at once. */
@FunctionalInterface
public interface ChangeSignal {
  /** Must return at once. */
  void changed(int shard);
}
