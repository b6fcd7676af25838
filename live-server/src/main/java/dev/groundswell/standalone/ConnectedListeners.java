package dev.groundswell.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which simulated listeners have been connected, remembered in a file: all below a number.
 *
 * <p>Listeners of another seed are other people.
 */
final class ConnectedListeners {
  private static final Logger log = LoggerFactory.getLogger(ConnectedListeners.class);

  private final Path file;
  private final long seed;
  private final BitSet connected = new BitSet();

  ConnectedListeners(Path file, long seed) {
    this.file = file;
    this.seed = seed;
  }

  /**
   * The first that is not known to be connected.
   *
   * @param count how many the server knows; where it knows fewer than the file says, its database
   *     is another one, and the file is void
   */
  synchronized int firstMissing(long count) {
    connected.clear();
    connected.set(0, (int) Math.min(remembered(), Integer.MAX_VALUE));
    if (connected.cardinality() > count) {
      connected.clear();
    }
    return connected.nextClearBit(0);
  }

  synchronized void add(int number) {
    connected.set(number);
  }

  synchronized int count() {
    return connected.cardinality();
  }

  synchronized void save() {
    try {
      DataDir.write(file, seed + " " + connected.nextClearBit(0));
    } catch (IOException e) {
      log.debug("{}", e.toString());
    }
  }

  private long remembered() {
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      return words.length == 2 && words[0].equals(Long.toString(seed))
          ? Long.parseLong(words[1])
          : 0;
    } catch (IOException | NumberFormatException notThereYet) {
      return 0;
    }
  }
}
