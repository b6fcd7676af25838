/**
 * Boards and feed logs in Redis: absolute, versioned, idempotent.
 *
 * <p>It takes versions of boards from the features and writes each to its key, and those that are
 * to be seen by subscribers to the topic's log, where the live server's feeds read them. Boards are
 * derived, so Redis being away is no reason for a job to fail or to wait.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.sink;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
