/**
 * Rolling windows shared by the features: which of a listener's plays are inside, sums of plays and
 * of distinct listeners per item, and the bounded best of them.
 *
 * <p>A feature hands in {@link dev.groundswell.jobs.window.PublicChange}s by listener and takes
 * {@link dev.groundswell.jobs.window.BucketNews} of what could be on its boards. Between them
 * travel {@link dev.groundswell.jobs.window.ItemDelta}s, summed before the shuffle. Boards whose
 * rows, or points, are of time are told by {@link dev.groundswell.jobs.window.TimeNews} instead,
 * which leave the same windows on the side and are summed by {@link
 * dev.groundswell.jobs.window.TimeSum}; what rises by {@link
 * dev.groundswell.jobs.window.RisingNews}. {@link dev.groundswell.jobs.window.RollingSums} also
 * lets a play a second through to the sampled plays. {@link
 * dev.groundswell.jobs.window.ListeningNow} is of the moment and goes by items.
 *
 * <p>Every message says {@code at}, the watermark it belongs to. A stage whose own watermark is not
 * there yet holds the message back. So a board shows one instant of all listeners, although each
 * parallel task passes that instant at a moment of its own.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.window;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
