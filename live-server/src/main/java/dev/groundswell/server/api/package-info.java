/**
 * The public JSON API beside the feeds, and the description of the whole API.
 *
 * <p>Takes snapshots from the feed stage and what was found by name; gives them to whoever asks
 * once instead of subscribing.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.api;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
