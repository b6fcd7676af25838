/**
 * Histories that their owners bring: Spotify's streaming history, extended or of account data,
 * becomes sightings.
 *
 * <p>Takes a file from the one whose session sends it ({@link
 * dev.groundswell.server.imports.ImportsApi}); what is read while it arrives, out of a ZIP or by
 * itself ({@link dev.groundswell.server.imports.BroughtFile}), is kept in PostgreSQL, and the lane
 * ({@link dev.groundswell.server.imports.ImportLane}) gives it to the ledger, a batch at a time and
 * never faster than live plays can bear. Addresses and names of accounts in the file are dropped
 * while it is read, and so never stored.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.imports;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
