/**
 * How event time moves in the jobs; decided once, here.
 *
 * <p>Takes the heartbeats that the source reads; gives the watermark by which windows go.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
