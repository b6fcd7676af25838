package dev.groundswell.server.ledger;

import org.jspecify.annotations.Nullable;

/** An artist as shown outside; {@code id} is the public one. */
public record ArtistView(String id, String name, @Nullable String url, @Nullable String image)
    implements ItemView {}
