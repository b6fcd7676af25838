/**
 * What the person who hosts this looks at: health, metrics, a page that says how everything stands,
 * and one that says how to connect Spotify.
 *
 * <p>Takes a {@link dev.groundswell.server.ops.HealthCheck} from each stage that has one, and the
 * meters of all, how polling stands from {@link dev.groundswell.server.poll.Poller}, how many
 * consents end soon from {@link dev.groundswell.server.account.Consents}, what the audit found from
 * {@link dev.groundswell.server.audit.AuditView} and whether the provider takes the app from {@link
 * dev.groundswell.server.account.AppCheck}; gives /health/live, /health/ready, /metrics, /ops (and
 * /) and /setup on a port of their own.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.ops;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
