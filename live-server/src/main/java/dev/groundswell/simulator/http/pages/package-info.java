/**
 * What a browser opens: covers, and a plain page for each track, artist and album.
 *
 * <p>Takes the catalogue and the population; gives SVG and HTML.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.http.pages;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
