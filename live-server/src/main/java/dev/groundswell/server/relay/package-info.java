/**
 * Publishing what the ledger committed: one server at a time for each shard, in order, again as
 * often as need be.
 *
 * <p>Takes change rows from the ledger's tables and the ledger's signal that there are new ones;
 * gives entries and heartbeats to the streams {@code plays:{n}}, from which the jobs read. Redis
 * may lose any of it: readers see the hole and read PostgreSQL.
 *
 * <p>{@link dev.groundswell.server.relay.StreamForgetting} takes out again what the streams hold of
 * a listener whom the ledger erases, of the plays and of what they heard just now.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.relay;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
