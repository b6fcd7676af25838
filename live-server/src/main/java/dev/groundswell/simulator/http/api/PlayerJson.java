package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.http.pages.Links;
import dev.groundswell.simulator.listening.Setting;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.HistoryItem;
import dev.groundswell.simulator.shown.HistoryPage;
import dev.groundswell.simulator.shown.HistoryQuery;
import dev.groundswell.simulator.shown.PlayerState;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LongSummaryStatistics;
import org.jspecify.annotations.Nullable;

/** A person, a player and a history in the Web API's JSON. */
final class PlayerJson {
  private static final DateTimeFormatter MILLISECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final JsonNodeFactory json = JsonNodeFactory.instance;
  private final TrackJson tracks;
  private final ItemJson items;
  private final Links links;

  PlayerJson(TrackJson tracks, Links links) {
    this.tracks = tracks;
    this.items = new ItemJson(tracks);
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

  /**
   * What is playing, with the device it plays on.
   *
   * @param episodes whether the client has said that it knows episodes
   */
  ObjectNode player(PlayerState state, boolean episodes) {
    Setting setting = state.setting();
    Listener.Device device = setting.device();
    ObjectNode node = json.objectNode();
    node.putObject("device")
        .put("id", device.id())
        .put("is_active", true)
        .put("is_private_session", setting.privately())
        .put("is_restricted", false)
        .put("name", device.name())
        .put("supports_volume", true)
        .put("type", device.type())
        .put("volume_percent", device.volume());
    node.put("shuffle_state", setting.shuffle());
    node.put("smart_shuffle", false);
    node.put("repeat_state", setting.repeat().word());
    return playing(node, state, episodes);
  }

  /** What is playing. */
  ObjectNode currentlyPlaying(PlayerState state, boolean episodes) {
    return playing(json.objectNode(), state, episodes);
  }

  private ObjectNode playing(ObjectNode node, PlayerState state, boolean episodes) {
    node.put("is_playing", state.playing());
    node.put("timestamp", state.timestamp().toEpochMilli());
    node.set("context", context(state.setting().context()));
    node.put("progress_ms", state.progressMs());
    items.put(node, "item", state.item(), episodes);
    node.put("currently_playing_type", state.kind().word());
    node.putObject("actions")
        .putObject("disallows")
        .put(state.playing() ? "resuming" : "pausing", true);
    return node;
  }

  ObjectNode history(HistoryPage page) {
    ObjectNode node = json.objectNode();
    ArrayNode lines = node.putArray("items");
    for (HistoryItem line : page.items()) {
      ObjectNode item = lines.addObject();
      items.put(item, "track", line.play().item(), false);
      item.put("played_at", MILLISECONDS.format(line.playedAt()));
      item.set("context", context(line.play().setting().context()));
    }
    LongSummaryStatistics times =
        page.items().stream().mapToLong(item -> item.playedAt().toEpochMilli()).summaryStatistics();
    if (times.getCount() == 0) {
      node.putNull("cursors");
    } else {
      node.putObject("cursors")
          .put("after", Long.toString(times.getMax()))
          .put("before", Long.toString(times.getMin()));
    }
    node.put("limit", page.query().limit());
    node.put("href", address(page.query()));
    HistoryQuery next = page.next();
    node.put("next", next == null ? null : address(next));
    return node;
  }

  private static String address(HistoryQuery query) {
    Long after = query.after();
    Long before = query.before();
    String from = after != null ? "after=" + after + "&" : "";
    from = before != null ? "before=" + before + "&" : from;
    return TrackJson.API + "/me/player/recently-played?" + from + "limit=" + query.limit();
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
