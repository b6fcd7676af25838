package dev.groundswell.server.http;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/** Tells errors that say "PostgreSQL or Redis is away" from mistakes of ours. */
final class Outage {
  private static final int DEEPEST = 8;
  private static final Set<String> POOL_MESSAGES =
      Set.of("Timeout", "Timeout waiting for connection", "Pool closed");

  private Outage() {}

  static boolean isOutage(Throwable error) {
    Throwable cause = error;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++, cause = cause.getCause()) {
      if (cause instanceof LedgerUnavailableException
          || cause instanceof ConnectException
          || cause instanceof UnknownHostException
          || cause instanceof ClosedConnectionException
          || cause instanceof ClosedChannelException
          || cause instanceof ConnectionPoolTooBusyException
          || cause instanceof TimeoutException
          || isOfPool(cause)
          || (cause instanceof PgException refused && isOutage(refused.getSqlState()))) {
        return true;
      }
    }
    return false;
  }

  /** Vert.x gives what its pools say no type of their own. */
  private static boolean isOfPool(Throwable cause) {
    return cause.getClass().getName().startsWith("io.vertx.core.")
        && POOL_MESSAGES.contains(String.valueOf(cause.getMessage()));
  }

  /** Connection lost (08), no room (53), shut down or starting (57P), cannot write (25006). */
  private static boolean isOutage(String sqlState) {
    return sqlState != null
        && (sqlState.startsWith("08")
            || sqlState.startsWith("53")
            || sqlState.startsWith("57P")
            || sqlState.equals("25006"));
  }
}
