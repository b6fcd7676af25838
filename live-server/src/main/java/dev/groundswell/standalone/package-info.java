/**
 * Everything in one process, for a laptop or a small machine: one command, no account anywhere.
 *
 * <p>Takes the settings; puts an embedded PostgreSQL, Redis, Flink and the simulator in the place
 * of what is not set, and gives the live server settings that are complete. The only package that
 * sees both Vert.x and Flink, and the only one in which waiting is allowed: it runs on the main
 * thread.
 *
 * <p>{@link dev.groundswell.standalone.Groundswell} reads as the table of contents.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.standalone;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
