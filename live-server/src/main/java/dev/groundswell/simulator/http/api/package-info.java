/**
 * The Web API, as an app in Development Mode meets it today: what Spotify no longer tells is
 * absent.
 *
 * <p>Takes what is shown, what there is, and consents from accounts; gives JSON. What goes wrong on
 * purpose never comes here: the gate answers it.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.http.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
