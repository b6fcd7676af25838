package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.control.ControlRequest.BadRequestException;
import dev.groundswell.simulator.faults.Order;
import dev.groundswell.simulator.population.Listener;
import java.time.Clock;
import java.util.List;
import java.util.function.IntConsumer;

/** Orders that something goes wrong with calls and tokens, and the book of calls. */
final class FaultControl {
  private final World world;
  private final Clock clock;

  FaultControl(World world, Clock clock) {
    this.world = world;
    this.clock = clock;
  }

  JsonNode add(ControlRequest request) {
    OrderBody body = request.body();
    Integer listener = body.has("listener") ? request.listener(body).number() : null;
    Order order = FaultReader.read(body, listener, clock.instant());
    try {
      return FaultJson.order(world.faults().add(order));
    } catch (IllegalStateException tooMany) {
      throw new BadRequestException("faults: " + tooMany.getMessage());
    }
  }

  JsonNode list(ControlRequest request) {
    return FaultJson.orders(world.faults().all());
  }

  JsonNode clear(ControlRequest request) {
    world.faults().clear();
    return FaultJson.orders(world.faults().all());
  }

  JsonNode remove(ControlRequest request) {
    int id = request.pathNumber("id");
    if (!world.faults().remove(id)) {
      throw new BadRequestException("id: there is no such order, or it is over");
    }
    return FaultJson.orders(world.faults().all());
  }

  JsonNode calls(ControlRequest request) {
    return FaultJson.calls(world.calls().report());
  }

  JsonNode forgetCalls(ControlRequest request) {
    world.calls().clear();
    return FaultJson.calls(world.calls().report());
  }

  JsonNode revoke(ControlRequest request) {
    return each(request, world.tokens()::revoke);
  }

  JsonNode expire(ControlRequest request) {
    String kind = request.body().text("token");
    return switch (kind) {
      case "access" -> each(request, world.tokens()::endAccess);
      case "refresh" -> each(request, world.tokens()::endRefresh);
      default -> throw new BadRequestException("token: must be access or refresh");
    };
  }

  /** One listener, a share of them, or all. */
  private JsonNode each(ControlRequest request, IntConsumer end) {
    OrderBody body = request.body();
    double share = body.share("share", 1);
    List<Listener> whom =
        body.has("listener") ? List.of(request.listener(body)) : world.population().listeners();
    ObjectNode answer = FaultJson.empty();
    int ended = 0;
    for (Listener listener : whom) {
      if (Chance.of(0, "ended", listener.number()).unit() < share) {
        end.accept(listener.number());
        ended++;
      }
    }
    return answer.put("listeners", ended);
  }
}
