/**
 * What listeners see and change of their own: account, plays, settings, and the end of it all.
 *
 * <p>Takes the listener behind the session from the account stage and plays from the ledger through
 * ports of its own; gives {@code /api/v1/me} and what is below it. Erasing hands over to the ledger
 * and then makes every stage of this server forget.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.history;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
