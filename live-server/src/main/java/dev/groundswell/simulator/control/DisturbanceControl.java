package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.control.ControlRequest.BadRequestException;
import dev.groundswell.simulator.shown.Disturbances;
import dev.groundswell.simulator.shown.OrderedDisturbances;

/**
 * Orders how far from the truth listeners are shown: a preset, and what is to differ from it, by
 * the names of {@link Disturbances}.
 */
final class DisturbanceControl {
  private final OrderedDisturbances disturbances;

  DisturbanceControl(OrderedDisturbances disturbances) {
    this.disturbances = disturbances;
  }

  JsonNode set(ControlRequest request) {
    OrderBody body = request.body();
    Disturbances preset =
        Disturbances.preset(body.text("preset"))
            .orElseThrow(() -> new BadRequestException("preset: must be none, usual or all"));
    var ordered =
        new Disturbances(
            player(body.within("player"), preset.player()),
            history(body.within("history"), preset.history()));
    if (body.has("listener")) {
      disturbances.set(request.listener(body), ordered);
    } else {
      disturbances.set(ordered);
    }
    return told(ordered);
  }

  private static Disturbances.OfPlayer player(OrderBody body, Disturbances.OfPlayer usual) {
    return new Disturbances.OfPlayer(
        body.share("stale", usual.stale()),
        body.seconds("stalest", usual.stalest()),
        body.share("phantom", usual.phantom()),
        body.share("blank", usual.blank()),
        body.share("null_item", usual.nullItem()),
        body.share("past_end", usual.pastEnd()));
  }

  private static Disturbances.OfHistory history(OrderBody body, Disturbances.OfHistory usual) {
    return new Disturbances.OfHistory(
        body.share("omitted", usual.omitted()),
        body.share("duplicated", usual.duplicated()),
        body.share("swapped", usual.swapped()),
        body.share("held_back", usual.heldBack()),
        body.seconds("longest_hold", usual.longestHold()),
        body.seconds("shortest_lag", usual.shortestLag()),
        body.seconds("longest_lag", usual.longestLag()));
  }

  private static ObjectNode told(Disturbances ordered) {
    Disturbances.OfPlayer player = ordered.player();
    Disturbances.OfHistory history = ordered.history();
    ObjectNode node = FaultJson.empty();
    node.putObject("player")
        .put("stale", player.stale())
        .put("stalest", player.stalest().toSeconds())
        .put("phantom", player.phantom())
        .put("blank", player.blank())
        .put("null_item", player.nullItem())
        .put("past_end", player.pastEnd());
    node.putObject("history")
        .put("omitted", history.omitted())
        .put("duplicated", history.duplicated())
        .put("swapped", history.swapped())
        .put("held_back", history.heldBack())
        .put("longest_hold", history.longestHold().toSeconds())
        .put("shortest_lag", history.shortestLag().toSeconds())
        .put("longest_lag", history.longestLag().toSeconds());
    return node;
  }
}
