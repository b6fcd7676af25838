/**
 * The pages and the files they need, as the web module built them.
 *
 * <p>Takes files from the class path and the newest snapshot from the feed stage; gives browsers
 * pages that show something before their scripts have run.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.pages;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
