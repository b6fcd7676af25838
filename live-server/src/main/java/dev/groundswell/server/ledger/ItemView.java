package dev.groundswell.server.ledger;

/** What a row of a board is about, as it is shown outside. */
public sealed interface ItemView permits TrackView, ArtistView, GenreView, TimeView {

  /** Its public id. */
  String id();
}
