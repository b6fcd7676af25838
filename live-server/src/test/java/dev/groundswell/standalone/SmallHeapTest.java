package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.VMOption.Origin;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

class SmallHeapTest {
  private final HotSpotDiagnosticMXBean machine =
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);

  @Test
  void whatNobodyHasSetIsSet() {
    SmallHeap.ask();
    assertThat(SmallHeap.OPTIONS)
        .allSatisfy(
            option ->
                assertThat(machine.getVMOption(option.getKey()).getValue())
                    .isEqualTo(option.getValue()));
  }

  @Test
  void whatIsSetStays() {
    SmallHeap.ask();
    machine.setVMOption("G1PeriodicGCInterval", "7000");
    assertThat(machine.getVMOption("G1PeriodicGCInterval").getOrigin())
        .isNotEqualTo(Origin.DEFAULT);
    SmallHeap.ask();
    assertThat(machine.getVMOption("G1PeriodicGCInterval").getValue()).isEqualTo("7000");
    machine.setVMOption("G1PeriodicGCInterval", "15000");
  }
}
