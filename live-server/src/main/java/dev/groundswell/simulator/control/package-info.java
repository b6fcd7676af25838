/**
 * What tests know and order: the truth about every play, and who hears what now.
 *
 * <p>Takes listening and forced plays; gives JSON under {@code /control}. Spotify has nothing of
 * the kind, so the product never asks here.
 *
 * <p>Where more belongs: orders for faults, for private sessions and for a release that takes off.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.control;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
