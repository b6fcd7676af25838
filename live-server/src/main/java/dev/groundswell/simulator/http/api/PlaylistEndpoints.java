package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.listening.Playlists;
import dev.groundswell.simulator.listening.Playlists.Playlist;
import dev.groundswell.simulator.population.Listener;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Playlists, in the shape of today: {@code items} where there was {@code tracks}, {@code item}
 * where there was {@code track}, and neither for who does not own the playlist.
 */
final class PlaylistEndpoints {
  private static final int MOST_ITEMS = 100;

  private final Playlists playlists;
  private final TrackJson json;
  private final Clock clock;

  PlaylistEndpoints(Playlists playlists, TrackJson json, Clock clock) {
    this.playlists = playlists;
    this.json = json;
    this.clock = clock;
  }

  void mine(Asked asked, Listener listener) {
    Paging paging =
        asked.paging("/me/playlists", CatalogueEndpoints.USUAL_LIMIT, CatalogueEndpoints.MOST);
    if (paging != null) {
      asked.answer(
          paging.page(
              List.of(playlists.own(listener)),
              (items, playlist) -> items.add(simplified(playlist, listener))));
    }
  }

  void playlist(Asked asked, Listener listener) {
    String id = asked.id();
    Playlist playlist = id == null ? null : find(id, listener);
    if (playlist != null) {
      ObjectNode node = told(playlist);
      if (playlist.owner() != null) {
        node.set("items", items(listener, new Paging(path(playlist), MOST_ITEMS, 0)));
      }
      asked.answer(node);
    } else if (id != null) {
      asked.refuse(404, "Resource not found");
    }
  }

  void items(Asked asked, Listener listener) {
    String id = asked.id();
    Playlist playlist = id == null ? null : find(id, listener);
    if (playlist == null) {
      if (id != null) {
        asked.refuse(404, "Resource not found");
      }
    } else if (playlist.owner() == null) {
      asked.refuse(403, "Forbidden");
    } else {
      Paging paging = asked.paging(path(playlist), MOST_ITEMS, MOST_ITEMS);
      if (paging != null) {
        asked.answer(items(listener, paging));
      }
    }
  }

  /** The listener's own or one of Spotify's; another's does not exist for an app. */
  private @Nullable Playlist find(String id, Listener listener) {
    Playlist own = playlists.own(listener);
    return own.id().equals(id) ? own : playlists.ofSpotify(id);
  }

  private static String path(Playlist playlist) {
    return "/playlists/" + playlist.id() + "/items";
  }

  private ObjectNode simplified(Playlist playlist, Listener listener) {
    ObjectNode node = told(playlist);
    node.putObject("items")
        .put("href", TrackJson.API + path(playlist))
        .put("total", playlists.onOwn(listener, clock.instant()).size());
    return node;
  }

  private ObjectNode told(Playlist playlist) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    Listener owner = playlist.owner();
    node.put("collaborative", false);
    node.put("description", "");
    json.identify(node, "playlist", playlist.id());
    node.putArray("images");
    node.put("name", playlist.name());
    ObjectNode by = node.putObject("owner");
    json.identify(by, "user", owner == null ? "spotify" : owner.id());
    by.put("display_name", owner == null ? "Spotify" : owner.name());
    node.put("public", owner == null);
    node.put("snapshot_id", playlist.id());
    return node;
  }

  private ObjectNode items(Listener listener, Paging paging) {
    Instant now = clock.instant();
    List<Track> tracks = playlists.onOwn(listener, now);
    return paging.page(
        IntStream.range(0, tracks.size()).boxed().toList(),
        (items, place) -> item(items, listener, tracks.get(place), now, place));
  }

  private void item(ArrayNode items, Listener listener, Track track, Instant now, int place) {
    ObjectNode node = items.addObject();
    node.put("added_at", playlists.addedAt(listener, now, place).toString());
    json.identify(node.putObject("added_by"), "user", listener.id());
    node.put("is_local", false);
    node.putRawValue("item", json.raw(track));
  }
}
