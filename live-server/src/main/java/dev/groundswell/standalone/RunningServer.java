package dev.groundswell.standalone;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;

/** A live server that has been started, as this package sees it. */
interface RunningServer {
  /** How many listeners are connected. */
  Single<Long> connected();

  /** Takes no new work and finishes what it has begun. */
  Completable stop();
}
