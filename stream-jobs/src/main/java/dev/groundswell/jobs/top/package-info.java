/**
 * The most played tracks, artists and genres: one board a kind and window, a feature on one screen
 * ({@link dev.groundswell.jobs.top.TopBoards}).
 *
 * <p>It takes the ledger's changes, lets the shared windows sum them, ranks what they tell it and
 * gives versions of boards to the sink.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.top;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
