/**
 * The pulse: how much is played, now and in each minute of the last hour ({@link
 * dev.groundswell.jobs.pulse.Pulse}).
 *
 * <p>It takes from the shared windows what plays add to the minutes of the last hour and what the
 * whole hour comes to, and from {@code listening} how many listen at this moment; gives versions of
 * its board to the sink.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.pulse;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
