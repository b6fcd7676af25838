package dev.groundswell.server.poll;

import java.time.Instant;

/** What outlives a restart of one listener's polling. */
public record PollState(long listenerId, Known known, Instant nextPollAt, Instant nextHistoryAt) {}
