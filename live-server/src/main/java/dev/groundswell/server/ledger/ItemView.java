package dev.groundswell.server.ledger;

/** What a board ranks, as it is shown outside. */
public sealed interface ItemView permits TrackView, ArtistView, GenreView {

  /** Its public id. */
  String id();
}
