/**
 * What people listen to at this moment: in all, and by track, artist and genre ({@link
 * dev.groundswell.jobs.listening.Listening}).
 *
 * <p>It takes what listeners were last seen to hear from the lossy streams {@code now:{shard}}, and
 * who was erased from the play log; gives versions of its boards to the sink, how many listen to
 * the pulse, and how many listen to each item to portraits.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.listening;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
