/**
 * Spotify's Web API and its token endpoint, as far as they are asked: every answer a value, no
 * answer an exception.
 *
 * <p>Takes access tokens from whoever asks (the poller, and the account stage for a profile and for
 * tokens); gives {@link dev.groundswell.server.spotify.Answer}s. Nothing that comes over the wire
 * is trusted: bodies, texts and numbers are bounded, and the client never leaves the base URL it
 * was given, so that any server of the same shape stands in for Spotify.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.spotify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
