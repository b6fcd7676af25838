package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.groundswell.simulator.catalogue.Album;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.http.pages.Links;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Tracks, albums and artists in the Web API's JSON, without the fields that it no longer fills.
 *
 * <p>A track's JSON never changes, and most of what the simulator sends is such: each is written
 * once and kept; not so releases, of which there is no end.
 */
final class TrackJson {
  /** The real address: a client must keep to the one it was configured with. */
  static final String API = "https://api.spotify.com/v1";

  private static final int[] IMAGE_SIZES = {640, 300, 64};

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final Links links;
  private final AtomicReferenceArray<String> written;

  TrackJson(Catalogue catalogue, Links links) {
    this.links = links;
    this.written = new AtomicReferenceArray<>(catalogue.tracks().size());
  }

  /** The track as text, to be put into a larger answer as it is. */
  RawValue raw(Track track) {
    return new RawValue(text(track));
  }

  String text(Track track) {
    if (track.index() >= written.length()) {
      return track(track).toString();
    }
    String text = written.get(track.index());
    if (text == null) {
      text = track(track).toString();
      written.set(track.index(), text);
    }
    return text;
  }

  private ObjectNode track(Track track) {
    ObjectNode node = simplified(track);
    node.set("album", album(track.album()));
    node.putObject("external_ids").put("isrc", track.isrc());
    return node;
  }

  /** The track as an album tells it. */
  ObjectNode simplified(Track track) {
    ObjectNode node = json.objectNode();
    node.set("artists", artists(track.artists()));
    node.put("disc_number", 1);
    node.put("duration_ms", track.durationMs());
    node.put("explicit", track.explicit());
    identify(node, "track", track.id());
    node.put("is_local", false);
    node.put("is_playable", true);
    node.put("name", track.title());
    node.putNull("preview_url");
    node.put("track_number", track.number());
    return node;
  }

  /** The whole album; its genres are always empty. */
  ObjectNode whole(Album album, ObjectNode tracks) {
    ObjectNode node = album(album);
    node.putArray("copyrights");
    node.putArray("genres");
    node.set("tracks", tracks);
    return node;
  }

  ObjectNode album(Album album) {
    ObjectNode node = json.objectNode();
    node.put("album_type", album.kind().name().toLowerCase(Locale.ROOT));
    node.set("artists", artists(List.of(album.artist())));
    identify(node, "album", album.id());
    node.set("images", images(album.id()));
    node.put("name", album.title());
    node.put("release_date", album.releaseDate());
    node.put("release_date_precision", album.precision().word());
    node.put("total_tracks", album.size());
    return node;
  }

  private ArrayNode artists(List<Artist> artists) {
    ArrayNode nodes = json.arrayNode();
    for (Artist artist : artists) {
      ObjectNode node = nodes.addObject();
      identify(node, "artist", artist.id());
      node.put("name", artist.name());
    }
    return nodes;
  }

  /** The whole artist; genres are absent where the Web API does not tell them. */
  ObjectNode artist(Artist artist) {
    ObjectNode node = json.objectNode();
    identify(node, "artist", artist.id());
    if (artist.genresListed()) {
      node.putArray("genres").add(artist.genre().name());
    }
    node.set("images", images(artist.id()));
    node.put("name", artist.name());
    return node;
  }

  ArrayNode images(String id) {
    ArrayNode images = json.arrayNode();
    for (int size : IMAGE_SIZES) {
      images.addObject().put("height", size).put("url", links.image(id)).put("width", size);
    }
    return images;
  }

  /** What each of Spotify's objects says about itself. */
  void identify(ObjectNode node, String type, String id) {
    node.putObject("external_urls").put("spotify", links.open(type, id));
    node.put("href", API + "/" + type + "s/" + id);
    node.put("id", id);
    node.put("type", type);
    node.put("uri", "spotify:" + type + ":" + id);
  }
}
