package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.groundswell.simulator.catalogue.Releases;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.control.ControlRequest.BadRequestException;
import dev.groundswell.simulator.population.Listener;
import dev.groundswell.simulator.shown.TruePlay;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The truth about what is heard, and orders what to hear. */
final class ListeningControl {
  private static final Duration LONGEST_OF_ONE = Duration.ofDays(31);
  private static final Duration LONGEST_OF_ALL = Duration.ofHours(1);

  private final World world;
  private final Clock clock;

  ListeningControl(World world, Clock clock) {
    this.world = world;
    this.clock = clock;
  }

  JsonNode plays(ControlRequest request) {
    Instant from = request.instant("from");
    Instant to = request.instant("to");
    boolean all = !request.has("listener");
    Duration longest = all ? LONGEST_OF_ALL : LONGEST_OF_ONE;
    if (Duration.between(from, to).compareTo(longest) > 0) {
      throw new BadRequestException(
          "from, to: at most " + longest + " where listener is " + (all ? "absent" : "given"));
    }
    List<Listener> of =
        all ? world.population().listeners() : List.of(request.listener(request.query("listener")));
    List<TruePlay> plays = new ArrayList<>();
    of.forEach(listener -> plays.addAll(world.shown().truth(listener, from, to)));
    return ControlJson.plays(plays);
  }

  JsonNode now(ControlRequest request) {
    Instant now = clock.instant();
    return ControlJson.now(now, world.population().listeners(), who -> world.heard().at(who, now));
  }

  JsonNode play(ControlRequest request) {
    Listener listener = request.listener(request.path("n"));
    OrderBody body = request.body();
    Track track = track(body);
    int progress = body.number("progress_ms", 0, 0, track.durationMs() - 1);
    return ControlJson.play(world.forced().play(listener, track, progress, clock.instant()));
  }

  private Track track(OrderBody body) {
    Track track = world.catalogue().track(body.text("track"));
    if (track == null) {
      throw new BadRequestException("track: must be the id of a track");
    }
    return track;
  }

  JsonNode stop(ControlRequest request) {
    Listener listener = request.listener(request.path("n"));
    Instant now = clock.instant();
    world.forced().stop(listener, now);
    return ControlJson.since(listener, now);
  }

  JsonNode inPrivate(ControlRequest request) {
    Listener listener = request.listener(request.path("n"));
    Instant now = clock.instant();
    if (request.body().flag("private")) {
      world.heard().begin(listener, now);
    } else {
      world.heard().end(listener, now);
    }
    return ControlJson.since(listener, now);
  }

  JsonNode takeOff(ControlRequest request) {
    OrderBody body = request.body();
    Instant now = clock.instant();
    Releases releases = world.catalogue().releases();
    Track track =
        body.has("track") ? track(body) : releases.track(Math.max(0, releases.lastBy(now)));
    world.own().takeOff(track, now);
    return ControlJson.track(track);
  }
}
