/**
 * Asking Spotify what people play: the poller asks, the detector draws conclusions.
 *
 * <p>Takes the connected listeners from the account stage and answers from {@link
 * dev.groundswell.server.spotify.SpotifyApi}; gives {@link dev.groundswell.server.ledger.Sighting}s
 * to the ledger and, beside it, what is heard at this moment to the lossy streams.
 *
 * <p>{@link dev.groundswell.server.poll.Poller} is its table of contents: who is polled here, whose
 * turn it is, whether Spotify may be asked, and the turn itself; {@link
 * dev.groundswell.server.poll.PlayDetector} is the pure part in which plays are concluded. How it
 * stands is told by {@link dev.groundswell.server.poll.PollView}.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.poll;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
