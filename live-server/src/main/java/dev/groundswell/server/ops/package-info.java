/**
 * What the person who hosts this looks at: health, metrics.
 *
 * <p>Takes a {@link dev.groundswell.server.ops.HealthCheck} from each stage that has one, and the
 * meters of all; gives /health/live, /health/ready and /metrics on a port of their own.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.ops;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
