package dev.groundswell.server.account;

/**
 * The listener behind a session.
 *
 * @param listenerId the ledger's number of the listener
 * @param key the listener's random key, as streams know them
 */
public record SignedIn(long listenerId, long key) {}
