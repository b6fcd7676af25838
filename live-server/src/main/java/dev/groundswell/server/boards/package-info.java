/**
 * What the jobs wrote, read back: the logs of the boards, the sampled plays, the jobs' time, and
 * the names of what is ranked.
 *
 * <p>Takes logs and boards from Redis, where the stream jobs put them, and names from the ledger
 * through {@link dev.groundswell.server.boards.Names}. Gives versions of boards, in order, to a
 * {@link dev.groundswell.server.boards.BoardFollower}, which is the feed stage.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.boards;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
