/**
 * What goes with an item: what else the same people hear in the same sitting.
 *
 * <p>It takes one listener's {@link dev.groundswell.jobs.diary.Diary} and says what that listener
 * has heard beside an item ({@link dev.groundswell.jobs.related.CoListening}); and it ranks what
 * many listeners together have heard beside it ({@link dev.groundswell.jobs.related.Relations}).
 * Both are pure; the portraits of items call them.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.related;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
