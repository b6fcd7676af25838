package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.faults.CallBook;
import dev.groundswell.simulator.faults.Order;
import java.util.List;

/** Ordered faults and the book of calls in JSON. */
final class FaultJson {
  private FaultJson() {}

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  static ObjectNode orders(List<Order> orders) {
    ObjectNode node = empty();
    ArrayNode items = node.putArray("items");
    orders.forEach(order -> items.add(order(order)));
    return node;
  }

  static ObjectNode order(Order order) {
    ObjectNode node = empty();
    node.put("id", order.id());
    node.put("fault", order.fault().word());
    node.put("listener", order.listener());
    node.put("share", order.share());
    node.put("endpoint", order.endpoint() == null ? null : order.endpoint().word());
    node.put("left", order.left());
    node.put("until", order.until() == null ? null : order.until().toString());
    return node;
  }

  static ObjectNode calls(CallBook.Report report) {
    ObjectNode node = empty();
    ArrayNode items = node.putArray("items");
    report
        .answers()
        .forEach(
            (endpoint, byStatus) -> {
              ObjectNode item = items.addObject().put("endpoint", endpoint.word());
              item.put("calls", byStatus.values().stream().mapToLong(Long::longValue).sum());
              ObjectNode statuses = item.putObject("statuses");
              byStatus.forEach((status, calls) -> statuses.put(Integer.toString(status), calls));
            });
    node.put("violations", report.violations());
    ArrayNode first = node.putArray("first_violations");
    for (CallBook.Violation violation : report.first()) {
      first
          .addObject()
          .put("endpoint", violation.endpoint().word())
          .put("listener", violation.listener())
          .put("at", violation.at().toString())
          .put("until", violation.until().toString());
    }
    return node;
  }
}
