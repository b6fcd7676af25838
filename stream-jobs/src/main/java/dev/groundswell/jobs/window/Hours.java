package dev.groundswell.jobs.window;

import dev.groundswell.jobs.types.Varint;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Distinct listeners by clock hour, or what is to be added to them: a few hours of many, in order.
 *
 * <p>A listener counts in an hour while a play of that hour is inside the longest window. So there
 * are never more than about 170 hours, and nothing but the plays themselves makes them go.
 */
final class Hours {
  private static final long MILLIS = Duration.ofHours(1).toMillis();

  /** The hour of the window itself and the one before, which it reaches into, are no history. */
  private static final int FIRST_OF_HISTORY = 2;

  private static final int DAY = 24;

  private int[] hours = new int[2];
  private int[] counts = new int[2];
  private int size;

  /** The clock hour of an instant, counted from the epoch. */
  static int of(long instant) {
    return (int) Math.floorDiv(instant, MILLIS);
  }

  void add(int hour, int count) {
    int last = size - 1;
    int place = last >= 0 && hours[last] == hour ? last : Arrays.binarySearch(hours, 0, size, hour);
    if (place >= 0) {
      counts[place] += count;
      if (counts[place] == 0) {
        delete(place);
      }
    } else if (count != 0) {
      insert(-place - 1, hour, count);
    }
  }

  void addAll(Hours others) {
    for (int i = 0; i < others.size; i++) {
      add(others.hours[i], others.counts[i]);
    }
  }

  boolean isEmpty() {
    return size == 0;
  }

  void clear() {
    size = 0;
  }

  /** The earliest hour in which anybody listened. */
  int first() {
    return size == 0 ? Integer.MAX_VALUE : hours[0];
  }

  /** The listeners of all hours before the window that ends in {@code now}. */
  long flat(int now) {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += now - hours[i] >= FIRST_OF_HISTORY ? counts[i] : 0;
    }
    return sum;
  }

  /** The listeners of the same hour of day, the one before and the one after, on past days. */
  long sameHour(int middle) {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      int age = middle - hours[i];
      sum += age >= DAY - 1 && (age + 1) % DAY <= 2 ? counts[i] : 0;
    }
    return sum;
  }

  void write(DataOutputView out) throws IOException {
    Varint.write(out, size);
    int before = 0;
    for (int i = 0; i < size; i++) {
      Varint.writeSigned(out, hours[i] - before);
      Varint.writeSigned(out, counts[i]);
      before = hours[i];
    }
  }

  void read(DataInputView in) throws IOException {
    size = (int) Varint.read(in);
    if (size > hours.length) {
      hours = new int[size];
      counts = new int[size];
    }
    int before = 0;
    for (int i = 0; i < size; i++) {
      before += (int) Varint.readSigned(in);
      hours[i] = before;
      counts[i] = (int) Varint.readSigned(in);
    }
  }

  private void insert(int place, int hour, int count) {
    if (size == hours.length) {
      hours = Arrays.copyOf(hours, size + Math.max(2, size >> 1));
      counts = Arrays.copyOf(counts, hours.length);
    }
    System.arraycopy(hours, place, hours, place + 1, size - place);
    System.arraycopy(counts, place, counts, place + 1, size - place);
    hours[place] = hour;
    counts[place] = count;
    size++;
  }

  private void delete(int place) {
    size--;
    System.arraycopy(hours, place + 1, hours, place, size - place);
    System.arraycopy(counts, place + 1, counts, place, size - place);
  }
}
