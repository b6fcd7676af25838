package dev.groundswell.events;

/**
 * A play shown in passing, without its person: only recordings that enough listeners have heard.
 *
 * @param recording the ledger's number of the recording
 * @param countedAt when the play began to count, epoch milliseconds
 */
public record SampledPlay(long recording, long countedAt) {}
