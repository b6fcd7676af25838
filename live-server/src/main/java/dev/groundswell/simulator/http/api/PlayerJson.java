package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.http.pages.Links;
import dev.groundswell.simulator.listening.Moment;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.listening.Setting;
import dev.groundswell.simulator.population.Listener;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** A person, a player and a history in the Web API's JSON. */
final class PlayerJson {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final TrackJson tracks;
  private final Links links;

  PlayerJson(TrackJson tracks, Links links) {
    this.tracks = tracks;
    this.links = links;
  }

  /** The profile: no email, country or product. */
  ObjectNode me(Listener listener) {
    ObjectNode node = json.objectNode();
    node.put("account_id", listener.accountId());
    node.put("display_name", listener.name());
    tracks.identify(node, "user", listener.id());
    node.set("images", listener.hasPicture() ? tracks.images(listener.id()) : json.arrayNode());
    return node;
  }

  /** What is playing, with the device it plays on. */
  ObjectNode player(Moment.Showing moment) {
    Setting setting = moment.play().setting();
    Listener.Device device = setting.device();
    ObjectNode node = json.objectNode();
    node.putObject("device")
        .put("id", device.id())
        .put("is_active", true)
        .put("is_private_session", false)
        .put("is_restricted", false)
        .put("name", device.name())
        .put("supports_volume", true)
        .put("type", device.type())
        .put("volume_percent", device.volume());
    node.put("shuffle_state", setting.shuffle());
    node.put("smart_shuffle", false);
    node.put("repeat_state", setting.repeat().word());
    return playing(node, moment);
  }

  /** What is playing. */
  ObjectNode currentlyPlaying(Moment.Showing moment) {
    return playing(json.objectNode(), moment);
  }

  private ObjectNode playing(ObjectNode node, Moment.Showing moment) {
    boolean playing = moment instanceof Moment.Playing;
    node.put("is_playing", playing);
    node.put("timestamp", moment.changedAt());
    node.set("context", context(moment.play().setting().context()));
    node.put("progress_ms", moment.progressMs());
    node.putRawValue("item", tracks.raw(moment.play().track()));
    node.put("currently_playing_type", "track");
    node.putObject("actions").putObject("disallows").put(playing ? "resuming" : "pausing", true);
    return node;
  }

  ObjectNode history(HistoryPage page) {
    ObjectNode node = json.objectNode();
    ArrayNode items = node.putArray("items");
    for (Play play : page.plays()) {
      ObjectNode item = items.addObject();
      item.putRawValue("track", tracks.raw(play.track()));
      item.put("played_at", MILLISECONDS.format(play.end()));
      item.set("context", context(play.setting().context()));
    }
    if (page.plays().isEmpty()) {
      node.putNull("cursors");
    } else {
      node.putObject("cursors")
          .put("after", cursor(page.plays().get(0).end()))
          .put("before", cursor(page.plays().get(page.plays().size() - 1).end()));
    }
    node.put("limit", page.limit());
    node.put("href", address(page.query()));
    node.put("next", page.next() == null ? null : address(page.next()));
    return node;
  }

  private static String cursor(Instant end) {
    return Long.toString(end.toEpochMilli());
  }

  private static String address(String query) {
    return TrackJson.API + "/me/player/recently-played?" + query;
  }

  private JsonNode context(Setting.@Nullable Context context) {
    if (context == null) {
      return NullNode.getInstance();
    }
    ObjectNode node = json.objectNode();
    node.putObject("external_urls").put("spotify", links.open(context.type(), context.id()));
    node.put("href", TrackJson.API + "/" + context.type() + "s/" + context.id());
    node.put("type", context.type());
    node.put("uri", context.uri());
    return node;
  }
}
