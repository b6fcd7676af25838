package dev.groundswell.server.ledger;

/**
 * A listener as far as they never change.
 *
 * @param key the random key: the only name outside the ledger
 */
record Person(long id, int shard, long key) {}
