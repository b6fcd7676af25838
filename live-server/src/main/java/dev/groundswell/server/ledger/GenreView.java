package dev.groundswell.server.ledger;

/** A genre as shown outside; {@code id} is its word in addresses, such as {@code drum-bass}. */
public record GenreView(String id, String name) implements ItemView {}
