package dev.groundswell.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which simulated listeners have been connected, or have brought their history, remembered in a
 * file.
 *
 * <p>Listeners of another seed are other people.
 */
final class ConnectedListeners {
  private static final Logger log = LoggerFactory.getLogger(ConnectedListeners.class);

  private final Path file;
  private final long seed;
  private final BitSet connected = new BitSet();
  private int total;

  ConnectedListeners(Path file, long seed) {
    this.file = file;
    this.seed = seed;
  }

  /**
   * Those of {@code all} who are not remembered, in the same order.
   *
   * @param count how many the server knows; where it knows fewer than the file says, its database
   *     is another one, and the file is void
   */
  synchronized List<Integer> missing(List<Integer> all, long count) {
    total = all.size();
    connected.clear();
    connected.or(remembered());
    if (connected.cardinality() > count) {
      connected.clear();
    }
    return all.stream().filter(number -> !connected.get(number)).toList();
  }

  synchronized void add(int number) {
    connected.set(number);
  }

  synchronized int count() {
    return connected.cardinality();
  }

  /** How many there are to be; 0 before that is known. */
  synchronized int total() {
    return total;
  }

  synchronized void save() {
    try {
      String numbers = Base64.getEncoder().encodeToString(connected.toByteArray());
      DataDir.write(file, seed + " " + numbers);
    } catch (IOException e) {
      log.debug("{}", e.toString());
    }
  }

  private BitSet remembered() {
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      return words.length == 2 && words[0].equals(Long.toString(seed))
          ? BitSet.valueOf(Base64.getDecoder().decode(words[1]))
          : new BitSet();
    } catch (IOException | IllegalArgumentException notThereYet) {
      return new BitSet();
    }
  }
}
