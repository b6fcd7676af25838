package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a subscriber makes of snapshots and deltas by the rules printed for subscribers; written
 * apart from the code that makes them.
 */
public final class Replica {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> NOT_FACTS = List.of("base", "order", "set", "del", "items");

  private ObjectNode payload;
  private String id;

  static ObjectNode parse(String json) {
    try {
      return (ObjectNode) JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + json, e);
    }
  }

  public void take(String event, String newId, String data) {
    switch (event) {
      case "snapshot" -> {
        payload = parse(data);
        id = newId;
      }
      case "delta" -> {
        apply(parse(data));
        id = newId;
      }
      case "reset" -> {
        payload = null;
        id = null;
      }
      default -> {}
    }
  }

  public ObjectNode payload() {
    return payload;
  }

  public String id() {
    return id;
  }

  private void apply(ObjectNode delta) {
    if (payload == null || !delta.get("base").asText().equals(id)) {
      throw new AssertionError("a delta on " + delta.get("base") + " does not fit onto " + id);
    }
    Map<String, ObjectNode> rows = new LinkedHashMap<>();
    payload.get("items").forEach(row -> rows.put(row.get("id").asText(), row.deepCopy()));
    delta.get("del").forEach(gone -> rows.remove(gone.asText()));
    for (JsonNode patch : delta.get("set")) {
      rows.computeIfAbsent(patch.get("id").asText(), row -> JSON.createObjectNode())
          .setAll((ObjectNode) patch);
    }
    List<String> order = new ArrayList<>(rows.keySet());
    if (delta.has("order")) {
      order.clear();
      delta.get("order").forEach(row -> order.add(row.asText()));
    }
    ObjectNode next = JSON.createObjectNode();
    delta
        .properties()
        .forEach(
            fact -> {
              if (!NOT_FACTS.contains(fact.getKey())) {
                next.set(fact.getKey(), fact.getValue());
              }
            });
    // The parts of a portrait are in no order of merit.
    boolean isRanked = !next.get("topic").asText().matches("(tracks|artists|genres)\\..*");
    ArrayNode items = next.putArray("items");
    for (String row : order) {
      ObjectNode item = rows.get(row);
      if (isRanked) {
        item.put("rank", items.size() + 1);
      }
      items.add(item);
    }
    payload = next;
  }
}
