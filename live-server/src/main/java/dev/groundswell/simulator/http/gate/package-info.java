/**
 * What stands before every endpoint of Spotify: it keeps the book of calls and serves the faults
 * that are ordered.
 *
 * <p>Takes orders from faults and reads tokens as accounts gives them; lets through to accounts and
 * to the Web API what nothing befalls.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.http.gate;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
