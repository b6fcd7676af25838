/**
 * The most played tracks: one board a window, a feature on one screen ({@link
 * dev.groundswell.jobs.top.TopTracks}).
 *
 * <p>It takes the ledger's changes, lets the shared windows sum them, ranks what they tell it and
 * gives versions of boards to the sink.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.top;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
