/**
 * Boards and feed logs in Redis, absolute, versioned, idempotent; the jobs' as_of; and sampled
 * plays.
 *
 * <p>It takes versions of boards from the features and writes each to its key, and those that are
 * to be seen by subscribers to the topic's log, where the live server's feeds read them; beside
 * them how far time has come, by which everybody sees that the jobs go on. On the way: {@link
 * dev.groundswell.jobs.sink.BoardSink}, {@code BoardWriter}, {@code Courier}, a {@code TopicDesk}
 * for each topic, {@code RedisBoardStore}. {@link dev.groundswell.jobs.sink.SampleSink} writes
 * plays that are shown in passing. Boards are derived, so Redis being away is no reason for a job
 * to fail or to wait.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.sink;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
