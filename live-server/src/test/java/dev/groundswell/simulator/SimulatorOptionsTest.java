package dev.groundswell.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.simulator.shown.Disturbances;
import org.junit.jupiter.api.Test;

class SimulatorOptionsTest {

  @Test
  void everyOptionOfTheCommandLineIsRead() {
    SimulatorOptions options =
        SimulatorOptions.parse(
            "--host",
            "::1",
            "--port",
            "0",
            "--listeners",
            "50",
            "--seed",
            "9876543210",
            "--disturbances",
            "all",
            "--public-url",
            "https://music.example",
            "--redirect-uri",
            "https://a.example/cb",
            "--redirect-uri",
            "https://b.example/cb");
    assertThat(options.host()).isEqualTo("::1");
    assertThat(options.port()).isZero();
    assertThat(options.listeners()).isEqualTo(50);
    assertThat(options.seed()).isEqualTo(9876543210L);
    assertThat(options.disturbances()).isEqualTo(Disturbances.ALL);
    assertThat(options.publicUrl()).isEqualTo("https://music.example");
    assertThat(options.redirectUris())
        .containsExactlyInAnyOrder("https://a.example/cb", "https://b.example/cb");
  }

  @Test
  void aBadValueNamesTheOption() {
    assertThatThrownBy(() -> SimulatorOptions.parse("--port", "many"))
        .hasMessageContaining("--port");
    assertThatThrownBy(() -> SimulatorOptions.parse("--port", "4294967297"))
        .hasMessageContaining("--port");
    assertThatThrownBy(() -> SimulatorOptions.parse("--listeners", "0"))
        .hasMessageContaining("listeners");
    assertThatThrownBy(() -> SimulatorOptions.parse("--disturbances", "some"))
        .hasMessageContaining("--disturbances");
    assertThatThrownBy(() -> SimulatorOptions.parse("--volume", "11"))
        .hasMessageContaining("--volume");
    assertThatThrownBy(() -> SimulatorOptions.parse("--seed")).hasMessageContaining("--seed");
    assertThatThrownBy(() -> SimulatorOptions.parse("--public-url", "ftp://x"))
        .hasMessageContaining("public-url");
  }
}
