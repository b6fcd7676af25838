/**
 * What tests know and order: the truth about every play, who hears what now, what goes wrong.
 *
 * <p>Takes listening, what is shown, faults and tokens; gives JSON under {@code /control}. Spotify
 * has nothing of the kind, so the product never asks here. {@link
 * dev.groundswell.simulator.control.ControlRoutes} lists all of it.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.control;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
