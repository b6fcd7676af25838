package dev.groundswell.jobs.window;

import java.util.BitSet;

/**
 * Which buckets have told all they know, since this run began.
 *
 * <p>Until all have, a board would show a part as if it were the whole.
 */
public final class BucketRollCall {
  private final BitSet buckets = new BitSet();
  private int of = Integer.MAX_VALUE;

  public void note(BucketNumber bucket) {
    of = bucket.of();
    buckets.set(bucket.number());
  }

  public boolean isAll() {
    return buckets.cardinality() == of;
  }
}
