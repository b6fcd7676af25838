package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.groundswell.simulator.catalogue.Episode;
import dev.groundswell.simulator.catalogue.LocalFile;
import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.catalogue.Track;
import org.jspecify.annotations.Nullable;

/** What a player plays, in the Web API's JSON. */
final class ItemJson {
  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final TrackJson tracks;

  ItemJson(TrackJson tracks) {
    this.tracks = tracks;
  }

  /** Puts {@code item} into {@code node}; what is no track only where episodes are asked for. */
  void put(ObjectNode node, String name, @Nullable Playable item, boolean episodes) {
    if (item instanceof Track track) {
      node.putRawValue(name, tracks.raw(track));
    } else if (item instanceof LocalFile file) {
      node.putRawValue(name, new RawValue(file(file).toString()));
    } else if (item instanceof Episode episode && episodes) {
      node.set(name, episode(episode));
    } else {
      node.putNull(name);
    }
  }

  /** Of a local file nothing has an id, an address or a picture. */
  private ObjectNode file(LocalFile file) {
    ObjectNode node = json.objectNode();
    ObjectNode album = node.putObject("album");
    album.putNull("album_type");
    album.putArray("artists");
    unidentified(album, "album", file.source().album().title());
    album.putArray("images");
    album.putNull("release_date").putNull("release_date_precision");
    unidentified(node.putArray("artists").addObject(), "artist", file.source().artist().name());
    node.put("disc_number", 0);
    node.put("duration_ms", file.durationMs());
    node.put("explicit", false);
    node.putObject("external_ids");
    unidentified(node, "track", file.title());
    node.put("uri", file.uri());
    node.put("is_local", true);
    node.putNull("preview_url");
    node.put("track_number", 0);
    return node;
  }

  private static void unidentified(ObjectNode node, String type, String name) {
    node.putObject("external_urls");
    node.putNull("href").putNull("id").put("name", name).put("type", type).putNull("uri");
  }

  private ObjectNode episode(Episode episode) {
    ObjectNode node = json.objectNode();
    node.put("description", "").put("html_description", "");
    node.put("duration_ms", episode.durationMs());
    node.put("explicit", false);
    tracks.identify(node, "episode", episode.id());
    node.set("images", tracks.images(episode.show().id()));
    node.put("is_externally_hosted", false).put("is_playable", true);
    node.putArray("languages").add("en");
    node.put("name", episode.title());
    node.put("release_date", episode.released().toString()).put("release_date_precision", "day");
    Episode.Show show = episode.show();
    ObjectNode of = node.putObject("show");
    tracks.identify(of, "show", show.id());
    of.set("images", tracks.images(show.id()));
    of.put("media_type", "audio").put("name", show.name());
    return node;
  }
}
