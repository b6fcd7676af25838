package dev.groundswell.jobs.source;

/**
 * An entry of a shard's Redis stream.
 *
 * @param seq first half of its id: a change's number, or the last number published before a
 *     heartbeat
 * @param millis second half of its id: 0 for a change, a heartbeat's instant in epoch milliseconds
 * @param body bytes of the change; empty for a heartbeat
 */
record StreamEntry(long seq, long millis, byte[] body) {
  boolean isHeartbeat() {
    return millis != 0;
  }
}
