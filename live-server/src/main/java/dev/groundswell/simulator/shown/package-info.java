/**
 * What Spotify shows of a listener at an instant, which is not always what is true.
 *
 * <p>Takes what is truly heard from listening; gives player states and pages of history to the Web
 * API, and the truth beside them to control and to tests. It is a pure view: {@link
 * dev.groundswell.simulator.shown.Shown} holds no clock and nothing that a question changes, so any
 * instant can be asked about, in any order, without HTTP. How far it strays from the truth is said
 * by {@link dev.groundswell.simulator.shown.Disturbances}.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.shown;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
