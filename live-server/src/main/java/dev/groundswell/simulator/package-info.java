/**
 * A program of its own that speaks Spotify's HTTP, with a population that listens to music nobody
 * ever made.
 *
 * <p>It stands in for Spotify where there is no client id, and in tests. It imports nothing of the
 * server, so that a misunderstanding of Spotify is not shared by both. Stages: {@code chance}
 * draws, {@code catalogue} and {@code population} are who and what there is, {@code listening} is
 * what is heard when, {@code http} is what Spotify shows of it, {@code control} is what tests know
 * of it.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
