package dev.groundswell.server.ledger;

/**
 * What goes with something, as it is shown outside: its id is that of the row, beside which it has
 * one of its own.
 */
public record RelatedView(String id, ItemView item) implements ItemView {}
