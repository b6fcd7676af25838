/** How event time moves in the jobs; decided once, here. */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.time;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
