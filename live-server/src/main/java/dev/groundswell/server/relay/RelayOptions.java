package dev.groundswell.server.relay;

import java.time.Duration;

/**
 * The relay's rhythm.
 *
 * @param server a name that no other server has, and no earlier run of this one
 * @param tick how often shards are looked at, and a heartbeat is written
 * @param lease how long a shard stays with a server that says nothing
 * @param renewal how often a server says that it lives
 */
public record RelayOptions(String server, Duration tick, Duration lease, Duration renewal) {

  /** Ticks of 250 ms; a dead server's shards pass on after 5 to 6.5 s. */
  public static RelayOptions of(String server) {
    return new RelayOptions(
        server, Duration.ofMillis(250), Duration.ofSeconds(5), Duration.ofMillis(1_500));
  }
}
