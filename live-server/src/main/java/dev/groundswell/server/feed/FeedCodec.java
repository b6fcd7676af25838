package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.groundswell.events.BoardItem;
import dev.groundswell.events.Topic;
import dev.groundswell.server.feed.RowCodec.Row;
import dev.groundswell.server.ledger.ItemView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The data of the events of a board, as the outward contract has them.
 *
 * <p>A delta carries all facts of the new version, so a fact that it leaves out no longer holds; a
 * row in {@code set} carries only what differs. Ranks follow from the order and are told in
 * snapshots only. A row whose names are not known is left out until they are.
 */
final class FeedCodec {
  private FeedCodec() {}

  static byte[] snapshot(Topic topic, Version version, Limit limit, boolean stale) {
    return JsonLine.versioned(
        json -> {
          FactsCodec.write(json, topic, null, version.head(), stale);
          json.writeArrayFieldStart("items");
          int rank = 0;
          for (Row row : rows(version, limit)) {
            rank++;
            json.writeStartObject();
            json.writeStringField("id", row.id());
            json.writeNumberField("rank", rank);
            RowCodec.writeChanges(json, topic, null, row);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  static byte[] delta(Topic topic, Version base, Version version, Limit limit, boolean stale) {
    List<Row> before = rows(base, limit);
    List<Row> after = rows(version, limit);
    Map<String, Row> known = new HashMap<>();
    before.forEach(row -> known.put(row.id(), row));
    Set<String> gone = ids(before);
    Set<String> order = ids(after);
    gone.removeAll(order);
    return JsonLine.versioned(
        json -> {
          FactsCodec.write(json, topic, base.id().toString(), version.head(), stale);
          if (!List.copyOf(order).equals(List.copyOf(ids(before)))) {
            writeIds(json, "order", order);
          }
          json.writeArrayFieldStart("set");
          for (Row row : after) {
            Row old = known.get(row.id());
            if (!row.equals(old)) {
              json.writeStartObject();
              json.writeStringField("id", row.id());
              RowCodec.writeChanges(json, topic, old, row);
              json.writeEndObject();
            }
          }
          json.writeEndArray();
          writeIds(json, "del", gone);
        });
  }

  /** A delta from a version to itself, which says whether it is stale now. */
  static byte[] mark(Topic topic, Version version, boolean stale) {
    return JsonLine.versioned(
        json -> {
          FactsCodec.write(json, topic, version.id().toString(), version.head(), stale);
          writeIds(json, "set", Set.of());
          writeIds(json, "del", Set.of());
        });
  }

  private static void writeIds(JsonGenerator json, String field, Set<String> ids)
      throws IOException {
    json.writeArrayFieldStart(field);
    for (String id : ids) {
      json.writeString(id);
    }
    json.writeEndArray();
  }

  private static List<Row> rows(Version version, Limit limit) {
    List<Row> rows = new ArrayList<>();
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
    rows.forEach(row -> ids.add(row.id()));
    return ids;
  }
}
