package dev.groundswell.server.ops;

import dev.groundswell.server.account.RedirectUri;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What has been set for Spotify; holds no secret.
 *
 * @param clientId null: the simulator stands in
 * @param publicUrl what the outside calls this server
 * @param redirect what has to be registered at Spotify
 */
public record Setup(
    @Nullable String clientId, URI publicUrl, RedirectUri redirect, URI apiUrl, URI accountsUrl) {}
