package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.server.ServerConfig;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Settings that ask for other listeners than the database holds. */
class WhoseDataTest {
  private static final String FOLDER = Path.of("here").toAbsolutePath().toString();
  private static final Map<String, String> APP =
      Map.of(
          "SPOTIFY_CLIENT_ID", "5fe01282e44241328a84e7c5cc169165", "SPOTIFY_CLIENT_SECRET", "hush");
  private static final Map<String, String> ELSEWHERE =
      Map.of(
          "DATABASE_URL", "postgresql://me:hush@db/plays", "REDIS_URL", "redis://:hush@redis:6379");

  @Test
  void theSameListenersAreWelcome() {
    assertThatCode(() -> WhoseData.check(settings(APP), false)).doesNotThrowAnyException();
    assertThatCode(() -> WhoseData.check(settings(Map.of()), true)).doesNotThrowAnyException();
  }

  @Test
  void realAccountsNeedAFolderOfTheirOwn() {
    assertThatThrownBy(() -> WhoseData.check(settings(APP), true))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "The data in "
                + FOLDER
                + " is of simulated listeners: set another DATA_DIR (for example"
                + " DATA_DIR=data-spotify) for real accounts, or unset SPOTIFY_CLIENT_ID and every"
                + " other SPOTIFY_ setting.");
  }

  @Test
  void theSimulatorNeedsAFolderOfItsOwn() {
    assertThatThrownBy(() -> WhoseData.check(settings(Map.of()), false))
        .isInstanceOf(StartException.class)
        .hasMessage(
            "The data in "
                + FOLDER
                + " is of real accounts: set SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET"
                + " as before, or another DATA_DIR (for example DATA_DIR=data-simulated) for the"
                + " simulator.");
  }

  @Test
  void aDatabaseElsewhereIsNamedByItsSettingAlone() {
    assertThatThrownBy(() -> WhoseData.check(settings(APP, ELSEWHERE), true))
        .hasMessageContainingAll(
            "database of DATABASE_URL", "another DATABASE_URL and another REDIS_URL for real")
        .hasMessageNotContainingAny("hush", "DATA_DIR");
  }

  @SafeVarargs
  private static ServerConfig settings(Map<String, String>... given) {
    Map<String, String> environment = new HashMap<>(Map.of("DATA_DIR", FOLDER));
    for (Map<String, String> some : given) {
      environment.putAll(some);
    }
    return ServerConfig.from(environment);
  }
}
