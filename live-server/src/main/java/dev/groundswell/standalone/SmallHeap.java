package dev.groundswell.standalone;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/**
 * A heap that is given back to the machine when it is not used.
 *
 * <p>After {@code java -jar} the collector would keep what the first minute took, and its first
 * share of a large machine's memory besides; nothing is set by which an idle process would ever
 * look at it again. What somebody has set on the command line stays.
 */
final class SmallHeap {
  /** Options that may be changed while the process runs; the lower ratio goes first. */
  static final List<Map.Entry<String, String>> OPTIONS =
      List.of(
          // In milliseconds: without a collection for so long, one runs beside the program.
          Map.entry("G1PeriodicGCInterval", "15000"),
          Map.entry("MinHeapFreeRatio", "20"),
          Map.entry("MaxHeapFreeRatio", "40"));

  private SmallHeap() {}

  static void ask() {
    HotSpotDiagnosticMXBean machine =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (machine != null) {
      OPTIONS.forEach(option -> set(machine, option.getKey(), option.getValue()));
    }
  }

  private static void set(HotSpotDiagnosticMXBean machine, String name, String value) {
    try {
      VMOption option = machine.getVMOption(name);
      if (option.isWriteable() && option.getOrigin() == VMOption.Origin.DEFAULT) {
        machine.setVMOption(name, value);
      }
    } catch (IllegalArgumentException e) {
      // Another collector, or a ratio of somebody's own on the other side: all stays as it was.
    }
  }
}
