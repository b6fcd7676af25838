/**
 * The people who listen: where they live, what they like, how they listen.
 *
 * <p>Takes a seed, a size and the catalogue's genres; gives {@link
 * dev.groundswell.simulator.population.Listener}s to listening and to sign-in.
 *
 * <p>Where more belongs: a habit of private sessions, of podcasts, of local files is one more trait
 * of a {@link dev.groundswell.simulator.population.Listener}, drawn where the others are.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.population;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
