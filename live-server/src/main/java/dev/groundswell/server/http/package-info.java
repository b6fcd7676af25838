/**
 * How every HTTP answer looks that is not a feature's own: problems (RFC 9457), addresses, headers.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.server.http;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
