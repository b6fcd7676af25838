/**
 * A fictional catalogue: genres, artists, albums and tracks that nobody has ever heard, and their
 * covers.
 *
 * <p>Takes a seed and the word lists beside it; gives tracks to listening and to the HTTP
 * interface. It does not change while the simulator runs.
 *
 * <p>Where more belongs: a release that takes off is a popularity that depends on the instant, and
 * only {@link dev.groundswell.simulator.catalogue.Charts} knows popularity; podcasts and local
 * files become further kinds of what can be played beside {@link
 * dev.groundswell.simulator.catalogue.Track}.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.catalogue;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
