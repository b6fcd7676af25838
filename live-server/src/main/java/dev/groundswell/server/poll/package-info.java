/**
 * Asking Spotify what people play: the poller asks, the detector draws conclusions.
 *
 * <p>Takes the connected listeners from the account stage and answers from the Spotify client;
 * gives {@link dev.groundswell.server.ledger.Sighting}s to the ledger.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.poll;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
