/**
 * Sharing the 16 shards among the servers: who publishes which, and who polls which.
 *
 * <p>Takes the tables of leases in PostgreSQL; gives the relay and the poller the shards that are
 * theirs for now.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.lease;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
