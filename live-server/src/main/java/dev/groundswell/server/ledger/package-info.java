/**
 * The truth: sightings become plays, and every change of a play is committed with its number.
 *
 * <p>Takes {@link dev.groundswell.server.ledger.Sighting}s from the poller and from imports (and
 * later from submissions); the commit of its transaction is the acknowledgement. Gives change rows
 * to the relay, which publishes them.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.ledger;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
