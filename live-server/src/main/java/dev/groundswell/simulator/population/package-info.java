/**
 * The people who listen: where they live, what they like, how they listen.
 *
 * <p>Takes a seed, a size and the catalogue's genres; gives {@link
 * dev.groundswell.simulator.population.Listener}s to listening and to sign-in.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.population;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
