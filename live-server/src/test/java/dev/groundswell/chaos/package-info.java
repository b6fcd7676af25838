/**
 * The whole product as one process, disturbed: what was acknowledged stays, nothing counts twice,
 * and boards and feeds come back by themselves.
 *
 * <p>Takes groundswell.jar and a simulator of this JVM; looks at the product from outside, through
 * HTTP, PostgreSQL and Redis.
 */
package dev.groundswell.chaos;
