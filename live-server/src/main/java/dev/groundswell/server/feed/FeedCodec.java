package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.groundswell.events.Board;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.BoardItem.Rise;
import dev.groundswell.events.FeedEntry.Head;
import dev.groundswell.events.RedisKeys;
import dev.groundswell.events.Topic;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The data of feed events, as the outward contract has them: one line of JSON each.
 *
 * <p>The facts of a payload are all its fields but the rows. A delta carries all facts of the new
 * version, so a fact that it leaves out no longer holds; a row in {@code set} carries only what
 * differs. Ranks follow from the order and are told in snapshots only. A row whose names are not
 * known is left out until they are.
 */
final class FeedCodec {
  private static final JsonFactory JSON = new JsonFactory();

  /** In place of a text that was not told before: unlike every text, and unlike none. */
  private static final String ABSENT = "\0";

  private static final int DAYS_OF_HISTORY = 7;

  private FeedCodec() {}

  /** Something that writes JSON and may fail as streams do. */
  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }

  /** A row with its names. */
  private record Row(BoardItem item, ItemView view) {}

  static byte[] snapshot(Topic topic, Version version, Limit limit, boolean stale) {
    return write(
        json -> {
          writeFacts(json, topic, null, version.head(), stale);
          json.writeArrayFieldStart("items");
          int rank = 0;
          for (Row row : rows(version, limit)) {
            rank++;
            json.writeStartObject();
            json.writeStringField("id", row.view().id());
            json.writeNumberField("rank", rank);
            writeChanges(json, null, row);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static byte[] delta(Topic topic, Version base, Version version, Limit limit, boolean stale) {
    List<Row> before = rows(base, limit);
    List<Row> after = rows(version, limit);
    Map<String, Row> known = new HashMap<>();
    before.forEach(row -> known.put(row.view().id(), row));
    Set<String> gone = ids(before);
    Set<String> order = ids(after);
    gone.removeAll(order);
    return write(
        json -> {
          writeFacts(json, topic, base.id().toString(), version.head(), stale);
          if (!List.copyOf(order).equals(List.copyOf(ids(before)))) {
            writeIds(json, "order", order);
          }
          json.writeArrayFieldStart("set");
          for (Row row : after) {
            Row old = known.get(row.view().id());
            if (!row.equals(old)) {
              json.writeStartObject();
              json.writeStringField("id", row.view().id());
              writeChanges(json, old, row);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          writeIds(json, "del", gone);
        });
  }

  /** A delta from a version to itself, which says whether it is stale now. */
  static byte[] mark(Topic topic, Version version, boolean stale) {
    return write(
        json -> {
          writeFacts(json, topic, version.id().toString(), version.head(), stale);
          writeIds(json, "set", Set.of());
          writeIds(json, "del", Set.of());
        });
  }

  static byte[] play(PlaysFeed.Play play) {
    return write(
        json -> {
          json.writeStringField("topic", PlaysFeed.TOPIC);
          writePlay(json, play);
        });
  }

  static byte[] plays(Iterable<PlaysFeed.Play> plays, long asOf, boolean stale) {
    return write(
        json -> {
          json.writeStringField("topic", PlaysFeed.TOPIC);
          json.writeStringField("as_of", instant(asOf));
          writeIfTrue(json, "stale", stale);
          json.writeArrayFieldStart("items");
          for (PlaysFeed.Play play : plays) {
            json.writeStartObject();
            writePlay(json, play);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static byte[] reset(ResetReason reason, String topic) {
    return write(
        json -> {
          json.writeStringField("reason", reason.word());
          json.writeStringField("topic", topic);
        },
        false);
  }

  static byte[] bye(String reason, long retryAfterMillis) {
    return write(
        json -> {
          json.writeStringField("reason", reason);
          json.writeNumberField("retry_after_ms", retryAfterMillis);
        },
        false);
  }

  private static void writeFacts(
      JsonGenerator json, Topic topic, @Nullable String base, Head head, boolean stale)
      throws IOException {
    json.writeStringField("topic", topic.name());
    json.writeStringField("scope", RedisKeys.LIVE);
    if (base != null) {
      json.writeStringField("base", base);
    }
    json.writeStringField("as_of", instant(head.asOf()));
    json.writeStringField("from", instant(head.from()));
    json.writeStringField("window", topic.window().label());
    if (head.listeners() > 0) {
      json.writeNumberField("listeners", head.listeners());
    }
    json.writeNumberField("withheld", head.withheld());
    if (head.unclassified() != Board.NOT_TOLD) {
      json.writeNumberField("unclassified", head.unclassified() / 100.0);
    }
    if (head.learning() != Board.NOT_TOLD) {
      json.writeObjectFieldStart("learning");
      json.writeNumberField("days", head.learning());
      json.writeNumberField("of", DAYS_OF_HISTORY);
      json.writeEndObject();
    }
    writeIfTrue(json, "approximate", head.approximate());
    writeIfTrue(json, "stale", stale);
  }

  /** The fields of a row, but its id and rank, that differ from {@code old}. */
  private static void writeChanges(JsonGenerator json, @Nullable Row old, Row row)
      throws IOException {
    BoardItem item = row.item();
    BoardItem oldItem = old == null ? null : old.item();
    if (item.prevRank() != BoardItem.UNKNOWN
        && (oldItem == null || oldItem.prevRank() != item.prevRank())) {
      if (item.prevRank() == BoardItem.NEW) {
        json.writeNullField("prev_rank");
      } else {
        json.writeNumberField("prev_rank", item.prevRank());
      }
    }
    writeView(json, old == null ? null : old.view(), row.view());
    Rise rise = item.rise();
    if (rise != null) {
      writeRise(json, oldItem == null ? null : oldItem.rise(), rise);
    } else if (oldItem == null || oldItem.plays() != item.plays()) {
      json.writeNumberField("plays", item.plays());
    }
    if (item.listeners() > 0 && (oldItem == null || oldItem.listeners() != item.listeners())) {
      json.writeNumberField("listeners", item.listeners());
    }
  }

  private static void writeRise(JsonGenerator json, @Nullable Rise old, Rise rise)
      throws IOException {
    if (old == null || old.score() != rise.score()) {
      json.writeNumberField("score", rise.score() / 100.0);
    }
    if (old == null || old.velocity() != rise.velocity()) {
      json.writeNumberField("velocity", rise.velocity() / 10.0);
    }
    if (old == null || old.expected() != rise.expected()) {
      json.writeNumberField("expected", rise.expected() / 10.0);
    }
  }

  /** What a name consists of and differs from {@code old}; a row's item never changes its kind. */
  private static void writeView(JsonGenerator json, @Nullable ItemView old, ItemView view)
      throws IOException {
    if (view instanceof TrackView track) {
      TrackView was = (TrackView) old;
      writeText(json, "title", was == null ? ABSENT : was.title(), track.title());
      if (was == null || !was.artists().equals(track.artists())) {
        writeArtists(json, track.artists());
      }
      writeText(json, "url", was == null ? ABSENT : was.url(), track.url());
      writeText(json, "image", was == null ? ABSENT : was.image(), track.image());
    } else if (view instanceof ArtistView artist) {
      ArtistView was = (ArtistView) old;
      writeText(json, "name", was == null ? ABSENT : was.name(), artist.name());
      writeText(json, "url", was == null ? ABSENT : was.url(), artist.url());
      writeText(json, "image", was == null ? ABSENT : was.image(), artist.image());
    } else if (view instanceof GenreView genre) {
      writeText(json, "name", old == null ? ABSENT : ((GenreView) old).name(), genre.name());
    }
  }

  private static void writeText(
      JsonGenerator json, String field, @Nullable String old, @Nullable String value)
      throws IOException {
    if (!Objects.equals(old, value)) {
      json.writeStringField(field, value);
    }
  }

  private static void writePlay(JsonGenerator json, PlaysFeed.Play play) throws IOException {
    TrackView track = play.track();
    json.writeStringField("at", instant(play.at()));
    json.writeObjectFieldStart("track");
    json.writeStringField("id", track.id());
    json.writeStringField("title", track.title());
    writeArtists(json, track.artists());
    json.writeStringField("url", track.url());
    json.writeStringField("image", track.image());
    json.writeEndObject();
  }

  private static void writeArtists(JsonGenerator json, List<ArtistName> artists)
      throws IOException {
    json.writeArrayFieldStart("artists");
    for (ArtistName artist : artists) {
      json.writeStartObject();
      json.writeStringField("id", artist.id());
      json.writeStringField("name", artist.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeIds(JsonGenerator json, String field, Set<String> ids)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String id : ids) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private static void writeIfTrue(JsonGenerator json, String field, boolean value)
      throws IOException {
    if (value) {
      json.writeBooleanField(field, true);
    }
  }

  private static List<Row> rows(Version version, Limit limit) {
    List<Row> rows = new ArrayList<>(limit.rows());
    for (BoardItem item : version.rows(limit)) {
      ItemView view = version.names().get(item.item());
      if (view != null) {
        rows.add(new Row(item, view));
      }
    }
    return rows;
  }

  private static Set<String> ids(List<Row> rows) {
    Set<String> ids = new LinkedHashSet<>();
    rows.forEach(row -> ids.add(row.view().id()));
    return ids;
  }

  private static String instant(long epochMillis) {
    return Instant.ofEpochMilli(epochMillis).toString();
  }

  private static byte[] write(Writing body) {
    return write(body, true);
  }

  private static byte[] write(Writing body, boolean versioned) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    try (JsonGenerator json = JSON.createGenerator(out)) {
      json.writeStartObject();
      if (versioned) {
        json.writeNumberField("v", 1);
      }
      body.to(json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return out.toByteArray();
  }
}
