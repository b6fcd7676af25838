/**
 * When people listen: how much in each hour of the week, by their own clocks ({@link
 * dev.groundswell.jobs.hours.WeekHours}).
 *
 * <p>It takes from the shared windows what plays add to the hours of the week, and gives versions
 * of its board to the sink.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.hours;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
