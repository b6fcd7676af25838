package dev.groundswell.server.history;

import io.reactivex.rxjava3.core.Completable;

/** Makes a listener's choice true for their plays: those that count now join or leave with them. */
public interface TrendsChoice {

  Completable choose(long listenerId, boolean trends);
}
