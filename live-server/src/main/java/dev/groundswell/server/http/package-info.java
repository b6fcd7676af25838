/**
 * How every HTTP answer looks that is not a feature's own: problems (RFC 9457), addresses, headers.
 *
 * <p>Takes requests before a feature sees them ({@link
 * dev.groundswell.server.http.SecurityHeaders}, {@link dev.groundswell.server.http.RateLimits},
 * {@link dev.groundswell.server.http.Bodies}) and failures after it gave up ({@link
 * dev.groundswell.server.http.Problems}); gives the features JSON in and out.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
