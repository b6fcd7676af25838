/**
 * Who is listening: signing in with Spotify, sessions, and the secrets that come with both.
 *
 * <p>Takes people's browsers ({@link dev.groundswell.server.account.SignIn}) and the provider's
 * grants ({@link dev.groundswell.server.account.AuthorizationServer}); gives the poller its roster
 * and access tokens, and every personal page the listener behind a session cookie ({@link
 * dev.groundswell.server.account.Sessions}). What PostgreSQL holds of a person's tokens and names
 * is encrypted under a key of that person alone ({@link dev.groundswell.server.account.Secrets}).
 * Tells the host whether the provider takes the app at all ({@link
 * dev.groundswell.server.account.AppCheck}).
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.account;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
