package dev.groundswell.server.poll;

import java.time.Instant;

/** Spotify's word that a class of endpoints is not to be called before a time. */
public record Breaker(EndpointClass endpoint, Instant openUntil, String reason) {}
