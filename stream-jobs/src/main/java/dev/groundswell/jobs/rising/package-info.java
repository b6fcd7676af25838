/**
 * What rises: tracks, artists and genres with more listeners in the last hour than were to be
 * expected ({@link dev.groundswell.jobs.rising.Rising}).
 *
 * <p>It takes from the shared windows what their buckets tell of listeners by hour, scores every
 * item that can rise and gives versions of boards to the sink.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.rising;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
