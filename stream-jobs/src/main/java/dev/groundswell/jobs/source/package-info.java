/**
 * Where the jobs get their plays: the ledger's numbered changes, as a Flink source.
 *
 * <p>Takes the {@code change} table of PostgreSQL for whatever lies behind and the relay's Redis
 * streams for whatever is new; gives {@link dev.groundswell.events.PlayChange}s, each exactly once
 * and in order within its shard, and event time (see {@code jobs.time}). A split is a shard. The
 * classes follow Flink's grammar: source, enumerator, split, split reader, record emitter.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
