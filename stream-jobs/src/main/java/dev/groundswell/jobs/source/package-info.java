/**
 * Where the jobs get what they count: the ledger's numbered changes, and beside them what is heard
 * at this moment, as Flink sources.
 *
 * <p>Takes the {@code change} table of PostgreSQL for whatever lies behind and the relay's Redis
 * streams for whatever is new; gives {@link dev.groundswell.events.PlayChange}s, each exactly once
 * and in order within its shard, and event time (see {@code jobs.time}). A split is a shard. The
 * classes follow Flink's grammar: source, enumerator, split, split reader, record emitter.
 *
 * <p>{@link dev.groundswell.jobs.source.NowSource} reads the lossy streams {@code now:{shard}} and
 * gives {@link dev.groundswell.events.NowPlaying}s from where it begins, without event time.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.source;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
