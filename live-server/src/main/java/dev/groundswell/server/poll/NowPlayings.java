package dev.groundswell.server.poll;

import dev.groundswell.events.NowPlaying;

/** Where it is told what is being heard at this moment. */
public interface NowPlayings {

  /** Tells it, if that can be done at once; never fails, never waits. */
  void publish(NowPlaying now);

  /** Tells the same, but that nobody has joined public figures. */
  default NowPlayings outsidePublicFigures() {
    return now -> publish(now.outsidePublicFigures());
  }
}
