/**
 * What everybody hears at any instant, as a pure function of the seed.
 *
 * <p>Takes the catalogue and the population; gives plays and moments to the Web API and to control.
 * {@link dev.groundswell.simulator.listening.Listening} plans one listener's day when it is asked
 * about, in this order: {@link dev.groundswell.simulator.listening.DayPlanner} sets sessions into
 * the day by {@link dev.groundswell.simulator.listening.DayRhythm}, {@link
 * dev.groundswell.simulator.listening.Queues} says what a session goes through, {@link
 * dev.groundswell.simulator.listening.Attention} how each thing is heard, and so it becomes a
 * {@link dev.groundswell.simulator.listening.Play}. {@link
 * dev.groundswell.simulator.listening.ForcedPlays} lays what a test wants heard over it, {@link
 * dev.groundswell.simulator.listening.PrivateSessions} what it wants heard in private. What is new
 * and talked about is known to {@link dev.groundswell.simulator.listening.TakingOff}.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.listening;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
