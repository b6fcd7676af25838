/**
 * How Flink is told of our types: serializers written by hand, so that Kryo never slips in and a
 * stored value can be read by a later build.
 *
 * <p>Every stage takes its base classes from here; this package takes nothing from any stage.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.types;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
