/**
 * The live server as a whole: its settings, and the wiring of its stages.
 *
 * <p>Takes the environment; gives every stage what it needs as plain arguments. The stages are the
 * packages below this one.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
