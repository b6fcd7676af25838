/**
 * What a browser subscribes to: snapshots of boards and what leads from one version to the next.
 *
 * <p>Takes versions of boards from the board reader; gives Server-Sent Events, lines of JSON and
 * snapshots to whoever asks. Every frame is encoded once, whoever and however many read it.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.feed;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
