package dev.groundswell.events;

/**
 * What a listener is hearing at this moment: a state, lossy, never a fact of the ledger.
 *
 * @param listener the listener's random key
 * @param recording the ledger's number of the recording, 0 when nothing is playing
 * @param observedAt when it was seen, epoch milliseconds
 * @param expiresAt the predicted end and a minute: after it the entry means nothing
 * @param trends whether it may be part of public figures
 */
public record NowPlaying(
    long listener, long recording, long observedAt, long expiresAt, boolean trends) {}
