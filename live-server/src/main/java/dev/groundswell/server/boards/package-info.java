/**
 * What the jobs wrote, read back: the logs of the boards, the sampled plays, the jobs' time, and
 * the names of what is ranked.
 *
 * <p>Takes logs and boards from Redis, where the stream jobs put them, and names from the ledger
 * through {@link dev.groundswell.server.boards.Names}. Gives versions of boards, in order, to a
 * {@link dev.groundswell.server.boards.BoardFollower}, which is the feed stage. The other way it
 * tells the jobs which portraits to make ({@link dev.groundswell.server.boards.WatchList}). What is
 * found by name is named here too ({@link dev.groundswell.server.boards.NameSearch}).
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.boards;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
