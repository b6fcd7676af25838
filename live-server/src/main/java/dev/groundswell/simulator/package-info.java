/**
 * A program of its own that speaks Spotify's HTTP, with a population that listens to music nobody
 * ever made.
 *
 * <p>It stands in for Spotify where there is no client id, and in tests. It imports nothing of the
 * server, so that a misunderstanding of Spotify is not shared by both. Stages: {@code chance}
 * draws, {@code catalogue} and {@code population} are who and what there is, {@code listening} is
 * what is heard when, {@code shown} is what Spotify shows of it, {@code http} is how one asks,
 * {@code faults} is what goes wrong on purpose, {@code control} is what tests know and order. None
 * of it reads a clock or waits but by those that {@link dev.groundswell.simulator.Simulator} is
 * given.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
