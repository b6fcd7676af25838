package dev.groundswell.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.events.Source;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  private static final String KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  @Test
  void withoutAnySettingEverythingIsEmbeddedOnLoopback() {
    ServerConfig config = ServerConfig.from(Map.of());
    assertThat(config.listen()).isEqualTo(new ServerConfig.Listen("127.0.0.1", 8080));
    assertThat(config.management()).isEqualTo(new ServerConfig.Listen("127.0.0.1", 8081));
    assertThat(config.publicUrl()).hasToString("http://127.0.0.1:8080");
    assertThat(config.dataDir()).isEqualTo(Path.of("data").toAbsolutePath());
    assertThat(config.database()).isNull();
    assertThat(config.redis()).isNull();
    assertThat(config.spotify()).isNull();
    assertThat(config.secretKey()).isNull();
    assertThat(config.simulated()).isTrue();
    assertThat(config.jobs()).isEqualTo(ServerConfig.Jobs.EMBEDDED);
    assertThat(config.simulatorListeners()).isEqualTo(2000);
    assertThat(config.simulatorSeed()).isEqualTo(1);
    assertThat(config.trustedProxies()).isEmpty();
    assertThat(config.minListeners()).isEqualTo(5);
    assertThat(config.trendSources())
        .containsExactlyInAnyOrder(Source.SPOTIFY, Source.SUBMITTED, Source.IMPORTED);
  }

  @Test
  void anEmptyValueIsTheSameAsNone() {
    assertThat(ServerConfig.from(Map.of("PORT", "", "DATABASE_URL", " ", "SPOTIFY_API_URL", "")))
        .isEqualTo(ServerConfig.from(Map.of()));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 9000, http://127.0.0.1:9000",
    "0.0.0.0, 8080, http://127.0.0.1:8080",
    "localhost, 8080, http://127.0.0.1:8080",
    "::1, 8080, http://[::1]:8080",
    "192.168.1.7, 80, http://192.168.1.7:80"
  })
  void thePublicUrlFollowsHostAndPort(String host, String port, String url) {
    ServerConfig config = ServerConfig.from(Map.of("HOST", host, "PORT", port));
    assertThat(config.publicUrl()).hasToString(url);
  }

  @Test
  void managementIsOnLoopbackUnlessItsOwnAddressIsWritten() {
    assertThat(ServerConfig.from(Map.of("HOST", "0.0.0.0")).management().host())
        .isEqualTo("127.0.0.1");
    assertThat(ServerConfig.from(Map.of("MANAGEMENT_PORT", "10.0.0.5:9100")).management())
        .isEqualTo(new ServerConfig.Listen("10.0.0.5", 9100));
    assertThat(ServerConfig.from(Map.of("MANAGEMENT_PORT", "[::]:9100")).management())
        .isEqualTo(new ServerConfig.Listen("::", 9100));
  }

  @Test
  void aDatabaseUrlIsTakenApartAndPutTogether() {
    String text = "postgresql://me:p%40ss%2Fw+d@db.example:6432/plays?sslmode=require";
    DatabaseUrl url = ServerConfig.from(Map.of("DATABASE_URL", text)).database();
    assertThat(url.host()).isEqualTo("db.example");
    assertThat(url.port()).isEqualTo(6432);
    assertThat(url.name()).isEqualTo("plays");
    assertThat(url.user()).isEqualTo("me");
    assertThat(url.password().value()).isEqualTo("p@ss/w+d");
    assertThat(url.jdbcUrl()).isEqualTo("jdbc:postgresql://db.example:6432/plays?sslmode=require");
    assertThat(ServerConfig.from(Map.of("DATABASE_URL", url.url())).database()).isEqualTo(url);
    assertThat(url.toString()).doesNotContain("p@ss");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "redis://h SINGLE h:6379",
        "rediss://:pw@h:7000/2 SINGLE h:7000",
        "redis://u:pw@a:7000,b:7001,c CLUSTER a:7000;b:7001;c:6379",
        "redis://a,b:1?sentinel=main SENTINEL a:26379;b:1",
        "redis://[::1]:6379 SINGLE [::1]:6379"
      })
  void aRedisUrlSaysHowItsHostsBelongTogether(String text, RedisUrl.Kind kind, String hosts) {
    RedisUrl url = ServerConfig.from(Map.of("REDIS_URL", text)).redis();
    assertThat(url.kind()).isEqualTo(kind);
    assertThat(url.hosts()).containsExactly(hosts.split(";"));
    assertThat(url.tls()).isEqualTo(text.startsWith("rediss"));
    assertThat(url.toString()).doesNotContain("pw");
  }

  @Test
  void anAddressIsANetworkOfOne() {
    assertThat(
            ServerConfig.from(Map.of("TRUSTED_PROXIES", "10.0.0.0/8, 192.168.1.7,::1"))
                .trustedProxies())
        .containsExactly("10.0.0.0/8", "192.168.1.7/32", "::1/128");
  }

  @ParameterizedTest
  @CsvSource({
    "5fe01282e44241328a84e7c5cc169165, https://accounts.spotify.com, false",
    "5fe01282e44241328a84e7c5cc16916, https://accounts.spotify.com, true",
    "your-client-id, https://accounts.spotify.com, true",
    "your-client-id, http://127.0.0.1:8082, false"
  })
  void anIdUnlikeSpotifysIsOddAtSpotifyAlone(String id, String accounts, boolean odd) {
    ServerConfig.Spotify app =
        ServerConfig.from(
                Map.of(
                    "SPOTIFY_CLIENT_ID", id,
                    "SPOTIFY_CLIENT_SECRET", "hush",
                    "SPOTIFY_ACCOUNTS_URL", accounts))
            .spotify();
    assertThat(app.hasOddId()).isEqualTo(odd);
  }

  @Test
  void aSpotifyAppTurnsTheSimulatorOff() {
    ServerConfig config =
        ServerConfig.from(
            Map.of(
                "SPOTIFY_CLIENT_ID", "id",
                "SPOTIFY_CLIENT_SECRET", "hush",
                "SPOTIFY_API_URL", "http://127.0.0.1:9/"));
    assertThat(config.simulated()).isFalse();
    assertThat(config.spotify().clientId()).isEqualTo("id");
    assertThat(config.spotify().clientSecret().value()).isEqualTo("hush");
    assertThat(config.spotify().apiUrl()).hasToString("http://127.0.0.1:9");
    assertThat(config.spotify().accountsUrl()).hasToString("https://accounts.spotify.com");
    assertThat(config.toString()).doesNotContain("hush");
  }

  @Test
  void whatWasEmbeddedTakesItsPlace() {
    ServerConfig config = ServerConfig.from(Map.of());
    ServerConfig other =
        ServerConfig.from(
            Map.of(
                "DATABASE_URL", "postgresql://a:b@c/d",
                "REDIS_URL", "redis://h",
                "SPOTIFY_CLIENT_ID", "id",
                "SPOTIFY_CLIENT_SECRET", "hush",
                "SECRET_KEY", KEY));
    ServerConfig complete =
        config.with(other.database(), other.redis(), other.spotify(), other.secretKey());
    assertThat(complete.database()).isEqualTo(other.database());
    assertThat(complete.secretKey().value()).isEqualTo(KEY);
    assertThat(complete.simulated()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "HOST|a b",
        "PORT|abc",
        "PORT|0",
        "PORT|65536",
        "MANAGEMENT_PORT|8080",
        "MANAGEMENT_PORT|x:y",
        "PUBLIC_URL|trends.example.org",
        "PUBLIC_URL|ftp://trends.example.org",
        "PUBLIC_URL|https://trends.example.org/path",
        "PUBLIC_URL|https://trends.example.org?x=1",
        "DATABASE_URL|mysql://a:b@c/d",
        "DATABASE_URL|postgresql://c/d",
        "DATABASE_URL|postgresql://a:b@c",
        "DATABASE_URL|postgresql://a:b c@c/d",
        "REDIS_URL|http://h",
        "REDIS_URL|redis://h:70000",
        "REDIS_URL|redis://a,,b",
        "JOBS|sometimes",
        "SPOTIFY_API_URL|nowhere",
        "SPOTIFY_API_URL|https://api.spotify.com/v2",
        "SPOTIFY_API_URL|http://api.spotify.com",
        "SPOTIFY_API_URL|https://accounts.spotify.com",
        "SPOTIFY_ACCOUNTS_URL|https://accounts.spotify.com/api/token",
        "SPOTIFY_ACCOUNTS_URL|https://developer.spotify.com",
        "SPOTIFY_CLIENT_ID|<your client id>",
        "SPOTIFY_CLIENT_ID|\"quoted\"",
        "SPOTIFY_CLIENT_SECRET|two words",
        "SPOTIFY_CLIENT_SECRET|id",
        "SIMULATOR_LISTENERS|-1",
        "SIMULATOR_SEED|one",
        "TRUSTED_PROXIES|proxy.example.org",
        "TRUSTED_PROXIES|10.0.0.0/33",
        "SECRET_KEY|short",
        "SECRET_KEY|!!!",
        "PUBLIC_MIN_LISTENERS|0",
        "TREND_SOURCES|radio"
      })
  void aBadValueIsOneLineWithItsNameAndTheFix(String name, String value) {
    Map<String, String> environment = new HashMap<>();
    if (name.startsWith("SPOTIFY")) {
      environment.put("SPOTIFY_CLIENT_ID", "id");
      environment.put("SPOTIFY_CLIENT_SECRET", "hush");
    }
    environment.put(name, value);
    assertThatThrownBy(() -> ServerConfig.from(environment))
        .isInstanceOfSatisfying(
            SettingException.class, e -> assertThat(e.setting()).isEqualTo(name))
        .hasMessageStartingWith(name + " ")
        .hasMessageMatching("[^\\n]+\\. [A-Z][^\\n]+\\.");
  }

  @ParameterizedTest
  @CsvSource({
    "SPOTIFY_CLIENT_SECRET, hush, SPOTIFY_CLIENT_ID",
    "SPOTIFY_CLIENT_ID, id, SPOTIFY_CLIENT_SECRET",
    "SPOTIFY_API_URL, http://127.0.0.1:9, SPOTIFY_CLIENT_ID"
  })
  void halfASpotifyAppIsRefused(String set, String value, String missing) {
    assertThatThrownBy(() -> ServerConfig.from(Map.of(set, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(missing + " is missing");
  }

  @ParameterizedTest
  @CsvSource({
    "http://localhost:8080, PUBLIC_URL=http://127.0.0.1:8080.",
    "https://localhost, PUBLIC_URL=http://127.0.0.1.",
    "http://trends.localhost:9000, PUBLIC_URL=http://127.0.0.1:9000.",
    "http://trends.example.org, PUBLIC_URL=https://trends.example.org",
    "http://192.168.1.7:8080, PUBLIC_URL=https://192.168.1.7"
  })
  void anAddressToWhichSpotifySendsNobodyBackIsRefusedWithOneThatIsTaken(String url, String fix) {
    assertThatThrownBy(() -> ServerConfig.from(withApp("PUBLIC_URL", url)))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith("PUBLIC_URL \"" + url + "\" ")
        .hasMessageContaining(fix);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://trends.example.org",
        "https://192.168.1.7:8443",
        "http://127.0.0.1",
        "http://127.0.0.1:9000",
        "http://[::1]:8080"
      })
  void anAddressThatCanBeRegisteredAtSpotifyIsTaken(String url) {
    assertThat(ServerConfig.from(withApp("PUBLIC_URL", url)).publicUrl()).hasToString(url);
  }

  @Test
  void anotherServerThatSpeaksLikeSpotifyMayTakeAnyAddress() {
    Map<String, String> environment = new HashMap<>(withApp("PUBLIC_URL", "http://lan.example"));
    environment.put("SPOTIFY_ACCOUNTS_URL", "http://accounts.example:9");
    assertThat(ServerConfig.from(environment).publicUrl()).hasToString("http://lan.example");
  }

  private static Map<String, String> withApp(String name, String value) {
    return Map.of("SPOTIFY_CLIENT_ID", "id", "SPOTIFY_CLIENT_SECRET", "hush", name, value);
  }

  @ParameterizedTest
  @CsvSource({
    "DATABASE_URL, postgresql://me:hush hush@h/d",
    "DATABASE_URL, mysql://me:hush@h/d",
    "REDIS_URL, http://:hush@h",
    "SECRET_KEY, hush",
    "SPOTIFY_CLIENT_SECRET, 'hush hush'",
    "PUBLIC_URL, https://me:hush@trends.example.org"
  })
  void anErrorNeverRepeatsASecret(String name, String value) {
    assertThatThrownBy(() -> ServerConfig.from(Map.of(name, value)))
        .isInstanceOf(SettingException.class)
        .hasMessageStartingWith(name)
        .message()
        .doesNotContain("hush");
  }

  @Test
  void anErrorShowsNeitherControlCharactersNorEndlessValues() {
    assertThatThrownBy(() -> ServerConfig.from(Map.of("PORT", "x\n\u001b[2J" + "y".repeat(9999))))
        .message()
        .hasSizeLessThan(250)
        .doesNotContain("\n", "\u001b");
  }
}
