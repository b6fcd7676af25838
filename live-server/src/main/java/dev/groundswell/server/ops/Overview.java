package dev.groundswell.server.ops;

import dev.groundswell.server.account.Consents;
import dev.groundswell.server.audit.AuditView;
import dev.groundswell.server.ops.HealthChecks.Health;
import dev.groundswell.server.poll.Breaker;
import dev.groundswell.server.poll.PollView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything an operator should see at one instant; names nobody.
 *
 * <p>What could not be had is null, and the page says so: it is most wanted when something is away.
 *
 * @param simulated whether the simulator stands in for Spotify
 * @param polling null where the poller did not answer
 * @param gaps times of which plays may be missing, found in the last 24 hours, by reason; null
 *     where the ledger did not answer
 * @param consents null where the ledger did not answer
 * @param closed classes of endpoints that nobody asks now but the poller's own, which are in {@code
 *     polling}; null where the ledger did not answer
 * @param audit whether boards show what the ledger says; null where the auditor did not answer
 * @param relayLag changes committed and not yet published, null where no relay runs
 */
record Overview(
    Instant at,
    boolean simulated,
    Health health,
    @Nullable PollView polling,
    @Nullable Map<String, Long> gaps,
    Consents.@Nullable Counts consents,
    @Nullable List<Breaker> closed,
    @Nullable AuditView audit,
    @Nullable Long relayLag) {}
