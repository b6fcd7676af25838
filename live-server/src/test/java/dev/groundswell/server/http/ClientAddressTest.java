package dev.groundswell.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  @ParameterizedTest(name = "trusting {0}, {1} forwards [{2}]: {3}")
  @CsvSource(
      nullValues = "-",
      delimiter = ';',
      textBlock =
          """
          -                       ; 203.0.113.9 ; -                              ; 203.0.113.9
          -                       ; 203.0.113.9 ; 198.51.100.1                   ; 203.0.113.9
          10.0.0.1                ; 203.0.113.9 ; 198.51.100.1                   ; 203.0.113.9
          10.0.0.1                ; 10.0.0.1    ; -                              ; 10.0.0.1
          10.0.0.1                ; 10.0.0.1    ; 198.51.100.1                   ; 198.51.100.1
          10.0.0.1                ; 10.0.0.1    ; 1.1.1.1, 198.51.100.1          ; 198.51.100.1
          10.0.0.0/8              ; 10.9.9.9    ; 1.1.1.1, 198.51.100.1, 10.0.0.2 ; 198.51.100.1
          10.0.0.0/8              ; 10.9.9.9    ; 10.0.0.3, 10.0.0.2             ; 10.0.0.3
          10.0.0.0/8              ; 10.9.9.9    ; 198.51.100.1, nonsense         ; 10.9.9.9
          10.0.0.0/8              ; 10.9.9.9    ; nonsense, 10.0.0.2             ; 10.0.0.2
          10.0.0.0/8              ; 10.9.9.9    ; 198.51.100.1:4711              ; 198.51.100.1
          10.0.0.0/8              ; 10.9.9.9    ; [2001:db8::7]:4711             ; 2001:db8::7
          10.0.0.0/8              ; 10.9.9.9    ; 2001:DB8:0:0::7                ; 2001:db8::7
          10.0.0.0/8              ; ::ffff:10.9.9.9 ; ::ffff:198.51.100.1        ; 198.51.100.1
          fd00::/8                ; fd12::1     ; 198.51.100.1                   ; 198.51.100.1
          fd00::/8                ; fe12::1     ; 198.51.100.1                   ; fe12::1
          10.0.0.0/9              ; 10.128.0.1  ; 198.51.100.1                   ; 10.128.0.1
          0.0.0.0/0               ; 203.0.113.9 ; 198.51.100.1                   ; 198.51.100.1
          10.0.0.1,10.0.0.2       ; 10.0.0.2    ; 198.51.100.1, 10.0.0.1         ; 198.51.100.1
          10.0.0.1                ; 10.0.0.1    ; ' '                            ; 10.0.0.1
          """)
  void theRightMostAddressThatIsNotTrustedIsTheClient(
      String trusted, String peer, String forwarded, String client) {
    List<String> proxies = trusted == null ? List.of() : Arrays.asList(trusted.split(","));
    List<String> headers = forwarded == null ? List.of() : List.of(forwarded);

    assertThat(new ClientAddress(proxies).resolve(peer, headers)).isEqualTo(client);
  }

  @Test
  void repeatedHeadersAreOneList() {
    var addresses = new ClientAddress(List.of("10.0.0.0/8"));

    assertThat(addresses.resolve("10.0.0.1", List.of("198.51.100.1, 198.51.100.2", "10.0.0.2")))
        .isEqualTo("198.51.100.2");
  }

  @Test
  void aLongListIsReadFromItsRightEndOnly() {
    var addresses = new ClientAddress(List.of("10.0.0.0/8"));

    assertThat(addresses.resolve("10.0.0.1", List.of("198.51.100.1" + ",10.0.0.2".repeat(500))))
        .isEqualTo("10.0.0.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "fd00::/129", ""})
  void aProxyThatIsNoAddressIsNamed(String proxy) {
    assertThatThrownBy(() -> new ClientAddress(List.of(proxy)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("\"" + proxy + "\"");
  }

  @Test
  void limitsTakeAnIpv6CustomersNetworkAsOne() {
    assertThat(ClientAddress.networkOf("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1:2::/64");
    assertThat(ClientAddress.networkOf("198.51.100.1")).isEqualTo("198.51.100.1");
  }
}
