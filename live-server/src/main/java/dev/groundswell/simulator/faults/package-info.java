/**
 * What goes wrong on purpose, and who minds it: ordered faults, and a book of calls.
 *
 * <p>Takes orders from control; tells the gate before each endpoint what is to go wrong. The book
 * tells control whether anybody called before a Retry-After was over.
 */
@NullMarked
@CheckReturnValue
package dev.groundswell.simulator.faults;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
