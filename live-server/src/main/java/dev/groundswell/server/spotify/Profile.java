package dev.groundswell.server.spotify;

import org.jspecify.annotations.Nullable;

/**
 * Whose token it is.
 *
 * @param subject the name by which accounts are linked: the immutable account id, else the user id
 * @param displayName null where the person shows none
 * @param image null where the person shows none
 */
public record Profile(String subject, @Nullable String displayName, @Nullable String image) {}
