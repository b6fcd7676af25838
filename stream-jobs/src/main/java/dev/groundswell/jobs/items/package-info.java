/**
 * Portraits of items: of one track, artist or genre how much it is heard, by the minute and by the
 * hour, where it has stood on the boards, and what goes with it.
 *
 * <p>There are as many items as the catalogue has, and hardly any is looked at. So portraits are
 * made only of those that the live server's watch list ({@link
 * dev.groundswell.jobs.items.WatchList}) names, from the diaries of their listeners: {@link
 * dev.groundswell.jobs.items.Diaries} adds up each task's {@link dev.groundswell.jobs.items.Share},
 * {@link dev.groundswell.jobs.items.Portraits} puts the shares together and gives versions of
 * boards to the sink. It takes changes from the play log, and the boards of the most played, for
 * ranks, and how many listen to items at this moment.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.jobs.items;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
