package dev.groundswell.server.ledger;

/** A stretch of time that a board has a row for; it has no name beside its id. */
public record TimeView(String id) implements ItemView {}
