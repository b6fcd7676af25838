package dev.groundswell.standalone;

import dev.groundswell.server.ServerConfig;
import io.reactivex.rxjava3.core.Completable;

/** A simulator that has been started, as this package sees it. */
interface RunningSimulator {
  /** The app to sign in with, and where the simulator listens. */
  ServerConfig.Spotify spotify();

  Completable stop();
}
