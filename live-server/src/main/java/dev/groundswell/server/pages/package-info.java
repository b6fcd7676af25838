/**
 * The pages and the files they need, as the web module built them.
 *
 * <p>Takes files from the class path, the newest snapshots and the portraits of single items from
 * the feed stage, and what was found by name; gives browsers pages that show something before their
 * scripts have run.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.pages;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
