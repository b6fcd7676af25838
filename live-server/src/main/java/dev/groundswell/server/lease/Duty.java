package dev.groundswell.server.lease;

/** What servers share the shards for; each duty has leases of its own. */
public enum Duty {
  /** Publishing a shard's changes. */
  PUBLISHING("shard_lease", "relay_server"),
  /** Polling a shard's listeners. */
  POLLING("poll_lease", "poll_server");

  private final String leases;
  private final String servers;

  Duty(String leases, String servers) {
    this.leases = leases;
    this.servers = servers;
  }

  /** A statement with the names of this duty's tables filled in. */
  String in(String statement) {
    return statement.replace("{leases}", leases).replace("{servers}", servers);
  }
}
