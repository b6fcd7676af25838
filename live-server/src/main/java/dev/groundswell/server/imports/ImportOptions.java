package dev.groundswell.server.imports;

import java.time.Duration;

/**
 * Bounds and pace of imports.
 *
 * @param largestFile in bytes
 * @param largestUnpacked what may come out of a ZIP, in bytes
 * @param mostUnfinished a listener's imports that run or wait
 * @param mostUploads files that a server receives at once
 * @param longestUpload from the first byte to the last
 * @param batch plays given to the ledger at once
 * @param playsPerSecond at most, while the ledger is quick
 * @param rest how many times as long as a batch took the lane then rests: 9 leaves it a tenth of
 *     the time, however slow commits are
 * @param idle how often to look for work that another server left
 * @param lease how long a chunk belongs to the server that took it
 */
public record ImportOptions(
    long largestFile,
    long largestUnpacked,
    int mostUnfinished,
    int mostUploads,
    Duration longestUpload,
    int batch,
    int playsPerSecond,
    int rest,
    Duration idle,
    Duration lease) {

  public static ImportOptions usual() {
    return new ImportOptions(
        64 << 20,
        512 << 20,
        3,
        4,
        Duration.ofMinutes(10),
        25,
        300,
        9,
        Duration.ofSeconds(2),
        Duration.ofSeconds(30));
  }

  /** How long to rest after a batch that took so long. */
  Duration restAfter(int plays, Duration took) {
    Duration byRate = Duration.ofMillis(plays * 1_000L / playsPerSecond).minus(took);
    Duration byShare = took.multipliedBy(rest);
    return byRate.compareTo(byShare) > 0 ? byRate : byShare;
  }
}
