/**
 * The auditor: counts boards anew in the ledger, one at a time, and sees to it that what differs is
 * put right by those who write it.
 *
 * <p>Takes plays and changes from the ledger and boards from Redis. Gives the jobs reasons to write
 * a board anew or to build all of them anew, and the operator figures; it never writes a board
 * itself. docs/decisions/0030-the-auditor.md says why.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.audit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
