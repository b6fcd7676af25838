/**
 * Chance that can be repeated: every draw of the simulator follows from its seed.
 *
 * <p>Takes a seed and the name of what is being decided; gives numbers to catalogue, population and
 * listening. The arithmetic is spelled out here and does not lean on a library whose numbers might
 * change between Java versions, because two processes with one seed must tell the same story.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.chance;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
