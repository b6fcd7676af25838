package dev.groundswell.standalone;

import dev.groundswell.server.ServerConfig;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.util.List;

/** A simulator that has been started, as this package sees it. */
interface RunningSimulator {
  /** The app to sign in with, and where the simulator listens. */
  ServerConfig.Spotify spotify();

  /** The numbers of all listeners, from 1, those first who have lately heard what most have. */
  Single<List<Integer>> busiest();

  /** The time zone of a listener, by number from 1: what their browser would say. */
  String zoneOf(int number);

  Completable stop();
}
