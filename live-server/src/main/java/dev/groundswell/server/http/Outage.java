package dev.groundswell.server.http;

import dev.groundswell.server.ledger.LedgerUnavailableException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.TimeoutException;

/** Tells errors that say "PostgreSQL or Redis is away" from mistakes of ours. */
final class Outage {
  private static final int DEEPEST = 8;

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
          || (cause instanceof PgException refused && isOutage(refused.getSqlState()))) {
        return true;
      }
    }
    return false;
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
