/**
 * A fictional catalogue: genres, artists, albums and tracks that nobody has ever heard, and their
 * covers.
 *
 * <p>Takes a seed and the word lists beside it; gives tracks to listening and to the HTTP
 * interface. It does not change while the simulator runs: {@link
 * dev.groundswell.simulator.catalogue.Releases} that are to come follow from the seed as well.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.catalogue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
