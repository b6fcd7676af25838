/**
 * What the two processes agree on: the changes the ledger tells the jobs, the boards the jobs write
 * and the feeds read, their bytes, and the name of every Redis key.
 *
 * <p>The live server's ledger and relay write {@link dev.groundswell.events.PlayChange}s, the
 * stream jobs read them; the jobs write {@link dev.groundswell.events.Board}s, the live server's
 * feeds read them. This package imports neither Flink nor Vert.x. Golden files in its tests hold
 * the bytes.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.events;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
