/**
 * Signing in, as Spotify has it: the page that asks for consent, codes, access and refresh tokens.
 *
 * <p>Takes the population; gives {@link dev.groundswell.simulator.http.accounts.Consent}s, proved
 * by their tokens, to the Web API.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.http.accounts;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
