/**
 * What integration tests start: PostgreSQL and Redis, each once a JVM, and a Vert.x to use them.
 */
package dev.groundswell.testing;
