/**
 * The wave: which part of the plays each genre has, along the last hour ({@link
 * dev.groundswell.jobs.wave.Wave}); or each artist, while hardly any genre is known.
 *
 * <p>It takes from the shared windows what plays add to the minutes of the last hour, and gives
 * versions of its board to the sink.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.wave;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
