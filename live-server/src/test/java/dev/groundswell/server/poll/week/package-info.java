/**
 * A week of listening in virtual time: the real poller and matcher against the simulator.
 *
 * <p>{@link dev.groundswell.server.poll.week.VirtualWeek} runs it, {@link
 * dev.groundswell.server.poll.week.ShownSpotify} stands in for Spotify and remembers what it said,
 * {@link dev.groundswell.server.poll.week.Verdict} compares what was found with what was true.
 */
@NullMarked
package dev.groundswell.server.poll.week;

import org.jspecify.annotations.NullMarked;
