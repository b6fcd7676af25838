package dev.groundswell.server.spotify;

import com.fasterxml.jackson.databind.JsonNode;
import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.PlayedTrack.Album;
import dev.groundswell.server.ledger.PlayedTrack.Artist;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a track, whatever it lacks; what cannot be a track at all is {@link Odd}. */
final class TrackReader {
  private static final int TITLE = 500;
  private static final int NAME = 300;
  private static final int URI_LENGTH = 1024;
  private static final int ARTISTS = 30;
  private static final long LONGEST_MS = Duration.ofHours(24).toMillis();
  private static final Pattern ISRC = Pattern.compile("[A-Z0-9]{12}");
  private static final Pattern RELEASED = Pattern.compile("\\d{4}(-\\d{2}(-\\d{2})?)?");

  private TrackReader() {}

  /** What became of an item: a track, or the reason why it is none. */
  sealed interface Item {}

  record Readable(PlayedTrack track) implements Item {}

  record Odd(String reason) implements Item {}

  static Item read(JsonNode item) {
    if (!item.isObject()) {
      return new Odd("no_item");
    }
    String type = Fields.text(item, "type", 20);
    if (type != null && !type.equals("track")) {
      return new Odd("no_track");
    }
    String id = Fields.id(item, "id");
    String uri = Fields.text(item, "uri", URI_LENGTH);
    if (id == null && uri == null) {
      return new Odd("no_id");
    }
    String title = Fields.text(item, "name", TITLE);
    if (title == null) {
      return new Odd("no_title");
    }
    return new Readable(
        new PlayedTrack(
            id,
            uri,
            title,
            artists(Fields.at(item, "artists")),
            album(Fields.at(item, "album")),
            duration(item),
            isrc(item),
            page(item),
            image(Fields.at(item, "album")),
            Fields.flag(item, "explicit")));
  }

  private static List<Artist> artists(JsonNode nodes) {
    List<Artist> artists = new ArrayList<>(2);
    for (JsonNode node : nodes) {
      String name = Fields.text(node, "name", NAME);
      if (name != null && artists.size() < ARTISTS) {
        // Tracks name their artists without genres, as a rule.
        String genre = Fields.firstText(node, "genres", NAME);
        artists.add(new Artist(Fields.id(node, "id"), name, page(node), image(node), genre));
      }
    }
    return artists;
  }

  private static @Nullable Album album(JsonNode node) {
    String title = Fields.text(node, "name", TITLE);
    if (title == null) {
      return null;
    }
    String released = Fields.text(node, "release_date", 10);
    boolean known = released != null && RELEASED.matcher(released).matches();
    return new Album(
        Fields.id(node, "id"), title, page(node), image(node), known ? released : null);
  }

  private static @Nullable Duration duration(JsonNode item) {
    Long millis = Fields.number(item, "duration_ms", LONGEST_MS);
    return millis == null || millis == 0 ? null : Duration.ofMillis(millis);
  }

  private static @Nullable String isrc(JsonNode item) {
    String isrc = Fields.text(Fields.at(item, "external_ids"), "isrc", 20);
    if (isrc == null) {
      return null;
    }
    String plain = isrc.replace("-", "").toUpperCase(Locale.ROOT);
    return ISRC.matcher(plain).matches() ? plain : null;
  }

  private static @Nullable String page(JsonNode node) {
    return Fields.url(Fields.at(node, "external_urls"), "spotify");
  }

  /** The first image, which is the widest. */
  static @Nullable String image(JsonNode node) {
    return Fields.url(Fields.at(node, "images").path(0), "url");
  }
}
