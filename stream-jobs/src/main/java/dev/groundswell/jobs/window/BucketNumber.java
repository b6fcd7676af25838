package dev.groundswell.jobs.window;

/**
 * Which bucket of items somebody speaks of.
 *
 * @param number from 0
 * @param of how many there are
 */
public record BucketNumber(int number, int of) {}
