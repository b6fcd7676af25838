/**
 * The Flink jobs that turn plays into boards: where they start and with what options.
 *
 * <p>{@link dev.groundswell.jobs.StreamJobs} takes changes from the play log and gives each
 * feature's boards to the sink. The same definition runs on a Flink cluster and inside the server.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
