package dev.groundswell.simulator.http.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * A part of a list, by place.
 *
 * @param path under the API's address, with a question mark where it has parameters of its own
 */
record Paging(String path, int limit, int offset) {

  /** The page of {@code all}; {@code add} puts one element into it. */
  <T> ObjectNode page(List<T> all, BiConsumer<ArrayNode, T> add) {
    int from = Math.min(offset, all.size());
    int to = Math.min(all.size(), from + limit);
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("href", address(offset));
    ArrayNode items = node.putArray("items");
    all.subList(from, to).forEach(each -> add.accept(items, each));
    node.put("limit", limit);
    node.put("next", to < all.size() ? address(to) : null);
    node.put("offset", offset);
    node.put("previous", offset > 0 ? address(Math.max(0, offset - limit)) : null);
    node.put("total", all.size());
    return node;
  }

  private String address(int from) {
    char joint = path.contains("?") ? '&' : '?';
    return TrackJson.API + path + joint + "offset=" + from + "&limit=" + limit;
  }
}
