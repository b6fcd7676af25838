package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Genre;
import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.listening.Moment;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.Listing;
import dev.groundswell.simulator.shown.TruePlay;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The control interface's answers in JSON; times are RFC 3339, UTC. */
final class ControlJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ControlJson() {}

  static ObjectNode plays(List<TruePlay> plays) {
    ObjectNode node = JSON.objectNode();
    ArrayNode items = node.putArray("items");
    plays.forEach(play -> items.add(play(play)));
    return node;
  }

  /** A play, and what Spotify's history says of it. */
  private static ObjectNode play(TruePlay play) {
    Instant enoughAt = play.enoughAt();
    ObjectNode node = play(play.play()).put("kind", play.kind().word());
    node.put("enough_at", enoughAt == null ? null : enoughAt.toString());
    if (play.listing() instanceof Listing.Listed listed) {
      node.put("listed_at", listed.since().toString());
    } else if (play.listing() instanceof Listing.Never never) {
      node.put("never_listed", never.reason().name().toLowerCase(Locale.ROOT));
    }
    return node;
  }

  static ObjectNode play(Play play) {
    return JSON.objectNode()
        .put("listener", play.listener())
        .put("track", id(play.item()))
        .put("uri", play.item().uri())
        .put("title", play.item().title())
        .put("duration_ms", play.item().durationMs())
        .put("start", play.start().toString())
        .put("end", play.end().toString())
        .put("heard_ms", play.heardMs())
        .put("paused_ms", play.pause().lengthMs())
        .put("private", play.setting().privately())
        .put("ending", play.ending().name().toLowerCase(Locale.ROOT));
  }

  /** Null where it is no track of the catalogue. */
  private static @Nullable String id(Playable item) {
    return item instanceof Track track ? track.id() : null;
  }

  static ObjectNode now(Instant now, List<Listener> listeners, Function<Listener, Moment> at) {
    ObjectNode node = JSON.objectNode();
    ArrayNode items = JSON.arrayNode();
    int playing = 0;
    for (Listener listener : listeners) {
      if (at.apply(listener) instanceof Moment.Showing moment) {
        boolean isPlaying = moment instanceof Moment.Playing;
        playing += isPlaying ? 1 : 0;
        items
            .addObject()
            .put("listener", listener.number())
            .put("track", id(moment.play().item()))
            .put("title", moment.play().item().title())
            .put("is_playing", isPlaying)
            .put("progress_ms", moment.progressMs())
            .put("start", moment.play().start().toString());
      }
    }
    node.put("at", now.toString());
    node.put("playing", playing);
    node.set("items", items);
    return node;
  }

  static ObjectNode listeners(List<Listener> listeners) {
    ObjectNode node = JSON.objectNode();
    ArrayNode items = node.putArray("items");
    for (Listener listener : listeners) {
      items
          .addObject()
          .put("listener", listener.number())
          .put("id", listener.id())
          .put("account_id", listener.accountId())
          .put("name", listener.name())
          .put("zone", listener.zone().getId());
    }
    return node;
  }

  static ObjectNode tracks(List<Track> tracks) {
    ObjectNode node = JSON.objectNode();
    ArrayNode items = node.putArray("items");
    tracks.forEach(track -> items.add(track(track)));
    return node;
  }

  static ObjectNode track(Track track) {
    ObjectNode node = JSON.objectNode();
    node.put("track", track.id())
        .put("title", track.title())
        .put("duration_ms", track.durationMs())
        .put("isrc", track.isrc())
        .put("genre", track.artist().genre().name());
    ArrayNode artists = node.putArray("artists");
    track.artists().stream().map(Artist::name).forEach(artists::add);
    return node;
  }

  static ObjectNode artists(List<Artist> artists) {
    ObjectNode node = JSON.objectNode();
    ArrayNode items = node.putArray("items");
    for (Artist artist : artists) {
      items
          .addObject()
          .put("id", artist.id())
          .put("name", artist.name())
          .put("genre", artist.genre().name())
          .put("told", artist.genresListed());
    }
    return node;
  }

  static ObjectNode genres(List<Genre> genres) {
    ObjectNode node = JSON.objectNode();
    ArrayNode items = node.putArray("items");
    genres.forEach(genre -> items.addObject().put("name", genre.name()));
    return node;
  }

  static ObjectNode since(Listener listener, Instant at) {
    return JSON.objectNode().put("listener", listener.number()).put("at", at.toString());
  }

  static ObjectNode error(ControlRequest.BadRequestException problem) {
    return JSON.objectNode().put("error", problem.getMessage());
  }
}
