/**
 * The Web API, as an app in Development Mode meets it today: what Spotify no longer tells is
 * absent.
 *
 * <p>Takes what people hear from listening, and consents from accounts; gives JSON.
 *
 * <p>Where more belongs: faults (429 with Retry-After, 5xx, slowness, stale answers) are a handler
 * put before these routes, under the same path; what recently-played leaves out is decided in
 * {@link dev.groundswell.simulator.http.api.RecentPlays}.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.http.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
