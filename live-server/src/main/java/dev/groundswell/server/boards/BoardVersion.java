package dev.groundswell.server.boards;

import dev.groundswell.events.FeedState;

/**
 * A board as it was at one entry of its log.
 *
 * @param id the entry
 * @param keyframe whether the log tells it whole there
 * @param state what it amounts to
 */
public record BoardVersion(LogId id, boolean keyframe, FeedState state) {}
