package dev.groundswell.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.simulator.shown.Disturbances;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.rxjava3.ext.web.client.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Web API's catalogue and playlists, and what control knows and orders about listening. */
class SimulatedMusicIT {
  private static final App APP =
      new App(SimulatorOptions.defaults().withListeners(120).withDisturbances(Disturbances.NONE));

  @BeforeEach
  void noon() {
    APP.at(App.NOON);
  }

  @AfterAll
  static void stop() {
    APP.close();
  }

  private static Stream<JsonObject> objects(JsonArray items) {
    return items.stream().map(JsonObject.class::cast);
  }

  private static JsonObject popular(int rank) {
    return APP.listed("/control/tracks?limit=1&offset=" + rank).getJsonObject(0);
  }

  // ---- the catalogue

  @Test
  void anAlbumTellsItsTracksInPages() {
    String token = APP.accessToken(1);
    String id =
        objects(APP.listed("/control/tracks?limit=50"))
            .map(each -> APP.json("/v1/tracks/" + each.getString("track"), token))
            .map(track -> track.getJsonObject("album"))
            .filter(album -> album.getInteger("total_tracks") > 5)
            .findFirst()
            .orElseThrow()
            .getString("id");
    JsonObject album = APP.json("/v1/albums/" + id, token);
    int total = album.getInteger("total_tracks");
    assertThat(album.getJsonArray("genres")).isEmpty();
    assertThat(album.fieldNames()).doesNotContain("popularity", "label", "available_markets");
    assertThat(album.getJsonObject("tracks").getJsonArray("items")).hasSize(total);

    JsonObject page = APP.json("/v1/albums/" + id + "/tracks?limit=2&offset=2", token);
    assertThat(page.getInteger("total")).isEqualTo(total);
    assertThat(objects(page.getJsonArray("items")).map(track -> track.getInteger("track_number")))
        .containsExactly(3, 4);
    assertThat(page.getString("next"))
        .isEqualTo("https://api.spotify.com/v1/albums/" + id + "/tracks?offset=4&limit=2");
    assertThat(page.getString("previous")).endsWith("offset=0&limit=2");
    assertThat(page.getJsonArray("items").getJsonObject(0).fieldNames())
        .doesNotContain("album", "external_ids");
    assertThat(APP.get("/v1/albums/" + id + "/tracks?limit=51", token).statusCode()).isEqualTo(400);
    assertThat(APP.get("/v1/albums/0000000000000000000000", token).statusCode()).isEqualTo(404);
  }

  @Test
  void whatIsSearchedIsFoundByNameAndByRecordingCode() {
    String token = APP.accessToken(1);
    JsonObject track = popular(3);
    JsonObject found =
        APP.client
            .get("/v1/search")
            .addQueryParam("q", "track:\"" + track.getString("title") + "\"")
            .addQueryParam("type", "track,artist,album")
            .bearerTokenAuthentication(token)
            .rxSend()
            .blockingGet()
            .bodyAsJsonObject();
    assertThat(found.fieldNames()).containsExactlyInAnyOrder("tracks", "artists", "albums");
    assertThat(objects(found.getJsonObject("tracks").getJsonArray("items")))
        .anyMatch(each -> each.getString("id").equals(track.getString("track")));

    JsonObject byCode =
        APP.json("/v1/search?type=track&limit=10&q=isrc:" + track.getString("isrc"), token);
    assertThat(objects(byCode.getJsonObject("tracks").getJsonArray("items")))
        .singleElement()
        .satisfies(each -> assertThat(each.getString("id")).isEqualTo(track.getString("track")));
    for (String bad : List.of("q=a", "type=track", "q=a&type=mood", "q=a&type=track&limit=11")) {
      assertThat(APP.get("/v1/search?" + bad, token).statusCode()).as(bad).isEqualTo(400);
    }
  }

  @Test
  void aFewArtistsTellTheirGenreAndManyAtOnceAreGone() {
    String token = APP.accessToken(1);
    List<JsonObject> artists = objects(APP.listed("/control/artists?limit=60")).toList();
    for (JsonObject artist : artists) {
      JsonObject told = APP.json("/v1/artists/" + artist.getString("id"), token);
      assertThat(told.containsKey("genres")).isEqualTo(artist.getBoolean("told"));
    }
    assertThat(artists.stream().map(artist -> artist.getBoolean("told"))).contains(true, false);
    for (String many : List.of("tracks", "artists", "albums")) {
      assertThat(APP.get("/v1/" + many + "?ids=a,b", token).statusCode()).isEqualTo(403);
    }
  }

  @Test
  void aPlaylistsItemsAreToldToItsOwnerOnly() {
    String token = APP.accessToken(1);
    JsonObject mine = APP.json("/v1/me/playlists", token).getJsonArray("items").getJsonObject(0);
    String id = mine.getString("id");
    JsonObject whole = APP.json("/v1/playlists/" + id, token);
    assertThat(whole.fieldNames()).contains("items").doesNotContain("tracks");
    JsonObject page = APP.json("/v1/playlists/" + id + "/items?limit=7&offset=3", token);
    assertThat(page.getJsonArray("items"))
        .hasSize(7)
        .allSatisfy(
            each ->
                assertThat(((JsonObject) each).fieldNames())
                    .contains("item", "added_at")
                    .doesNotContain("track"));
    assertThat(APP.get("/v1/playlists/" + id, APP.accessToken(2)).statusCode()).isEqualTo(404);

    Instant now = APP.now();
    String ofSpotify =
        java.util.stream.IntStream.rangeClosed(1, 120)
            .boxed()
            .flatMap(listener -> Stream.of(APP.accessToken(listener)))
            .map(each -> APP.get("/v1/me/player", each))
            .filter(player -> player.statusCode() == 200)
            .map(player -> player.bodyAsJsonObject().getJsonObject("context"))
            .filter(Objects::nonNull)
            .filter(context -> context.getString("type").equals("playlist"))
            .map(context -> context.getString("uri").substring("spotify:playlist:".length()))
            .filter(each -> APP.get("/v1/playlists/" + each, token).statusCode() == 200)
            .filter(each -> !each.equals(id))
            .findFirst()
            .orElseThrow(() -> new AssertionError("nobody hears a playlist at " + now));
    assertThat(APP.json("/v1/playlists/" + ofSpotify, token).containsKey("items")).isFalse();
    assertThat(APP.get("/v1/playlists/" + ofSpotify + "/items", token).statusCode()).isEqualTo(403);
  }

  @Test
  void anArtistAndATrackOfAReleaseAreFoundById() {
    JsonObject single = APP.order("/control/releases", new JsonObject());
    JsonObject told = APP.json("/v1/tracks/" + single.getString("track"), APP.accessToken(1));
    assertThat(told.getString("name")).isEqualTo(single.getString("title"));
    JsonObject album = told.getJsonObject("album");
    assertThat(album.getString("release_date")).isEqualTo("2026-11-20");
    HttpResponse<Buffer> cover =
        APP.client
            .getAbs(album.getJsonArray("images").getJsonObject(0).getString("url"))
            .rxSend()
            .blockingGet();
    assertThat(cover.statusCode()).isEqualTo(200);
  }

  // ---- what is heard

  /** The true plays of everybody within a day, as control tells them. */
  private static Stream<JsonObject> day() {
    return java.util.stream.IntStream.rangeClosed(1, 120)
        .boxed()
        .flatMap(listener -> objects(plays(listener, Duration.ofDays(1))));
  }

  private static JsonArray plays(int listener, Duration back) {
    return APP.listed(
        "/control/plays?listener=%d&from=%s&to=%s"
            .formatted(listener, App.NOON.minus(back), App.NOON));
  }

  private static JsonObject playerDuring(JsonObject play, String query) {
    APP.at(Instant.parse(play.getString("start")).plusMillis(play.getInteger("heard_ms") / 2));
    return APP.json("/v1/me/player" + query, APP.accessToken(play.getInteger("listener")));
  }

  private static JsonObject unpaused(Stream<JsonObject> plays) {
    return plays
        .filter(play -> play.getInteger("paused_ms") == 0 && play.getInteger("heard_ms") > 5_000)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void anEpisodeIsToldToWhoAsksForEpisodes() {
    JsonObject play = unpaused(day().filter(each -> each.getString("kind").equals("episode")));
    JsonObject without = playerDuring(play, "");
    assertThat(without.getString("currently_playing_type")).isEqualTo("episode");
    assertThat(without.getValue("item")).isNull();
    JsonObject with = playerDuring(play, "?additional_types=track,episode");
    assertThat(with.getJsonObject("item").getString("type")).isEqualTo("episode");
    assertThat(with.getJsonObject("item").getJsonObject("show").getString("name")).isNotBlank();
    assertThat(play.getString("never_listed")).isEqualTo("episode");
  }

  @Test
  void anAdvertHasNoItem() {
    JsonObject play = unpaused(day().filter(each -> each.getString("kind").equals("ad")));
    JsonObject player = playerDuring(play, "?additional_types=track,episode");
    assertThat(player.getString("currently_playing_type")).isEqualTo("ad");
    assertThat(player.getValue("item")).isNull();
    assertThat(player.getBoolean("is_playing")).isTrue();
  }

  @Test
  void aLocalFileHasAUriAndNoId() {
    JsonObject play =
        unpaused(day().filter(each -> each.getString("uri").startsWith("spotify:local:")));
    JsonObject item = playerDuring(play, "").getJsonObject("item");
    assertThat(item.getValue("id")).isNull();
    assertThat(item.getString("uri")).isEqualTo(play.getString("uri"));
    assertThat(item.getBoolean("is_local")).isTrue();
    assertThat(item.getJsonArray("artists").getJsonObject(0).getString("name")).isNotBlank();
  }

  @Test
  void aPrivateSessionIsShownAsSuchAndNeverListed() {
    String token = APP.accessToken(9);
    var order = new JsonObject().put("track", popular(0).getString("track"));
    APP.order("/control/listeners/9/play", order);
    APP.order("/control/listeners/9/private", new JsonObject().put("private", true));
    assertThat(device(token).getBoolean("is_private_session")).isTrue();
    APP.pass(Duration.ofMinutes(15));
    APP.order("/control/listeners/9/private", new JsonObject().put("private", false));
    Instant publicly = APP.now();
    APP.order("/control/listeners/9/play", order);
    assertThat(device(token).getBoolean("is_private_session")).isFalse();
    APP.pass(Duration.ofMinutes(15));
    JsonArray items = APP.json("/v1/me/player/recently-played", token).getJsonArray("items");
    assertThat(objects(items).map(item -> Instant.parse(item.getString("played_at"))))
        .noneMatch(end -> end.isAfter(App.NOON) && end.isBefore(publicly))
        .anyMatch(end -> end.isAfter(publicly));
  }

  private static JsonObject device(String token) {
    return APP.json("/v1/me/player", token).getJsonObject("device");
  }

  @Test
  void disturbancesCanBeOrderedForOneListener() {
    String token = APP.accessToken(10);
    APP.order(
        "/control/listeners/10/play", new JsonObject().put("track", popular(0).getString("track")));
    JsonObject told =
        APP.order(
            "/control/disturbances",
            new JsonObject()
                .put("preset", "none")
                .put("listener", 10)
                .put("player", new JsonObject().put("blank", 1))
                .put("history", new JsonObject().put("omitted", 1)));
    assertThat(told.getJsonObject("player").getDouble("blank")).isEqualTo(1);
    assertThat(APP.get("/v1/me/player", token).statusCode()).isEqualTo(204);
    assertThat(APP.json("/v1/me/player/recently-played", token).getJsonArray("items")).isEmpty();
    APP.order("/control/disturbances", new JsonObject().put("preset", "none"));
    assertThat(APP.get("/v1/me/player", token).statusCode()).isEqualTo(200);
    assertThat(APP.json("/v1/me/player/recently-played", token).getJsonArray("items")).isNotEmpty();
    HttpResponse<Buffer> bad =
        APP.client
            .post("/control/disturbances")
            .rxSendJsonObject(new JsonObject().put("preset", "some"))
            .blockingGet();
    assertThat(bad.statusCode()).isEqualTo(400);
  }

  // ---- files

  @Test
  void anExportHoldsEveryTrackAndEpisodeOfItsDays() {
    JsonArray rows =
        APP.client
            .get("/control/listeners/11/export?days=14")
            .rxSend()
            .blockingGet()
            .bodyAsJsonArray();
    List<String> heard =
        objects(plays(11, Duration.ofDays(14)))
            .filter(play -> !play.getString("kind").equals("ad"))
            .filter(play -> !play.getString("uri").startsWith("spotify:local:"))
            .filter(play -> !Instant.parse(play.getString("end")).isAfter(App.NOON))
            .map(
                play -> play.getString("end").substring(0, 19) + "Z " + play.getInteger("heard_ms"))
            .toList();
    assertThat(heard).hasSizeGreaterThan(100);
    assertThat(objects(rows).map(row -> row.getString("ts") + " " + row.getInteger("ms_played")))
        .containsExactlyElementsOf(heard);
    assertThat(rows.getJsonObject(0).fieldNames())
        .contains(
            "platform",
            "conn_country",
            "ip_addr",
            "master_metadata_track_name",
            "master_metadata_album_artist_name",
            "master_metadata_album_album_name",
            "spotify_track_uri",
            "episode_name",
            "reason_start",
            "reason_end",
            "shuffle",
            "skipped",
            "offline",
            "offline_timestamp",
            "incognito_mode");
    assertThat(
            APP.client
                .get("/control/listeners/11/export?days=0")
                .rxSend()
                .blockingGet()
                .bodyAsJsonArray())
        .isEmpty();
    assertThat(APP.client.get("/control/listeners/0/export").rxSend().blockingGet().statusCode())
        .isEqualTo(400);
  }

  @Test
  void tagsKnowMostArtists() {
    String csv = APP.client.get("/control/tags").rxSend().blockingGet().bodyAsString();
    List<String> lines = csv.lines().toList();
    assertThat(lines.get(0)).isEqualTo("artist,tag,weight");
    assertThat(lines.size()).isGreaterThan(800);
    assertThat(lines.subList(1, lines.size()))
        .allMatch(line -> line.matches("(\".*\"|[^,]*),[^,]+,\\d+"));
    assertThat(APP.listed("/control/genres")).hasSizeGreaterThanOrEqualTo(40);
  }
}
