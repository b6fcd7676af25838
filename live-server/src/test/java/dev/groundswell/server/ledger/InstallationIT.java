package dev.groundswell.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.testing.PostgresFixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A database is of simulated or of real listeners from its first start on. */
class InstallationIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theFirstStartSettlesItAndNoLaterOneChangesIt(boolean first) {
    assertThat(simulated(first)).isEqualTo(first);
    assertThat(simulated(first)).isEqualTo(first);
    assertThat(simulated(!first)).isEqualTo(first);
    assertThat(postgres.number("select count(*) from installation")).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:41234/covers/1.svg, true",
    "https://i.scdn.co/image/ab67616d0000b273, false",
    ", false"
  })
  void aCatalogueFromBeforeSaysWhoseItIs(String image, boolean simulated) {
    postgres.query(
        "insert into recording (public_id, title, image, updated_at) values ('a', 'A', $1, now())",
        image);
    assertThat(simulated(!simulated)).isEqualTo(simulated);
  }

  @Test
  void theCatalogueIsNotAskedOnceItIsSettled() {
    assertThat(simulated(false)).isFalse();
    postgres.query(
        "insert into recording (public_id, title, image, updated_at)"
            + " values ('a', 'A', 'http://127.0.0.1:1/a.svg', now())");
    assertThat(simulated(true)).isFalse();
  }

  private boolean simulated(boolean now) {
    return new Installation(postgres.pool()).simulated(now).blockingGet();
  }
}
