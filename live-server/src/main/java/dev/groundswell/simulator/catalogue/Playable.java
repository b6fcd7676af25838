package dev.groundswell.simulator.catalogue;

/** Something that a player can play. */
public sealed interface Playable permits Track, LocalFile, Episode, Advert {

  String title();

  int durationMs();

  /** Its name among everything that can be played: {@code spotify:track:...}. */
  String uri();
}
