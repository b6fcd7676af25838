package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.catalogue.Album;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Listener;
import io.vertx.core.buffer.Buffer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What there is, by id and by name. */
final class CatalogueEndpoints {
  static final int USUAL_LIMIT = 20;
  static final int MOST = 50;

  private static final int USUAL_FOUND = 5;
  private static final int MOST_FOUND = 10;
  private static final Set<String> TYPES = Set.of("track", "artist", "album");

  private final Catalogue catalogue;
  private final Search search;
  private final TrackJson json;

  CatalogueEndpoints(Catalogue catalogue, TrackJson json) {
    this.catalogue = catalogue;
    this.search = new Search(catalogue);
    this.json = json;
  }

  void track(Asked asked, Listener listener) {
    String id = asked.id();
    Track track = id == null ? null : catalogue.track(id);
    if (track != null) {
      asked.answer(Buffer.buffer(json.text(track)));
    } else if (id != null) {
      asked.refuse(404, "Resource not found");
    }
  }

  void artist(Asked asked, Listener listener) {
    String id = asked.id();
    Artist artist = id == null ? null : catalogue.artist(id);
    if (artist != null) {
      asked.answer(json.artist(artist));
    } else if (id != null) {
      asked.refuse(404, "Resource not found");
    }
  }

  void album(Asked asked, Listener listener) {
    String id = asked.id();
    Album album = id == null ? null : catalogue.album(id);
    if (album != null) {
      asked.answer(json.whole(album, tracksOf(album, new Paging(path(album), MOST, 0))));
    } else if (id != null) {
      asked.refuse(404, "Resource not found");
    }
  }

  void albumTracks(Asked asked, Listener listener) {
    String id = asked.id();
    Album album = id == null ? null : catalogue.album(id);
    if (album != null) {
      Paging paging = asked.paging(path(album), USUAL_LIMIT, MOST);
      if (paging != null) {
        asked.answer(tracksOf(album, paging));
      }
    } else if (id != null) {
      asked.refuse(404, "Resource not found");
    }
  }

  private static String path(Album album) {
    return "/albums/" + album.id() + "/tracks";
  }

  private ObjectNode tracksOf(Album album, Paging paging) {
    return paging.page(
        catalogue.tracksOf(album), (items, track) -> items.add(json.simplified(track)));
  }

  void search(Asked asked, Listener listener) {
    String words = asked.text("q");
    String types = asked.text("type");
    if (words == null || words.isBlank()) {
      asked.refuse(400, "No search query");
      return;
    }
    List<String> wanted = types == null ? List.of() : List.of(types.split(",", -1));
    if (wanted.isEmpty() || !TYPES.containsAll(wanted)) {
      asked.refuse(400, "Bad search type field");
      return;
    }
    String path = "/search?q=" + encoded(words) + "&type=" + encoded(String.join(",", wanted));
    Paging paging = asked.paging(path, USUAL_FOUND, MOST_FOUND);
    if (paging != null) {
      asked.answer(found(words, wanted, paging));
    }
  }

  private ObjectNode found(String words, List<String> wanted, Paging paging) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    if (wanted.contains("track")) {
      node.set(
          "tracks",
          paging.page(search.tracks(words), (items, track) -> items.addRawValue(json.raw(track))));
    }
    if (wanted.contains("artist")) {
      node.set(
          "artists",
          paging.page(search.artists(words), (items, artist) -> items.add(json.artist(artist))));
    }
    if (wanted.contains("album")) {
      node.set(
          "albums",
          paging.page(search.albums(words), (items, album) -> items.add(json.album(album))));
    }
    return node;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
