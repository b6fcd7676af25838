/**
 * How event time moves in the jobs; decided once, here.
 *
 * <p>{@link dev.groundswell.jobs.time.HeartbeatWatermarks}: takes the heartbeats that the play
 * log's source reads; gives the watermark by which windows go. {@link
 * dev.groundswell.jobs.time.NoTime} is for the source of what is heard at this moment, which has no
 * say in it.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
