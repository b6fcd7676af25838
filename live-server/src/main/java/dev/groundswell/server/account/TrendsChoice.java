package dev.groundswell.server.account;

import io.reactivex.rxjava3.core.Completable;

/**
 * Keeps whether a listener is part of public figures, and makes it true for the plays that count
 * now: they join or leave with their listener. The ledger does that.
 */
public interface TrendsChoice {

  Completable choose(long listenerId, boolean trends);
}
