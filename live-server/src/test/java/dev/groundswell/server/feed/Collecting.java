package dev.groundswell.server.feed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A reader without a connection: keeps all that is sent, and a replica of it. */
final class Collecting implements Outlet {
  final List<String> events = new ArrayList<>();
  final List<String> ids = new ArrayList<>();
  final List<String> frames = new ArrayList<>();
  final Replica replica = new Replica();

  /** Takes what is due. */
  Collecting drain(Subscription subscription) {
    while (subscription.step(this)) {
      // Until nothing is due.
    }
    return this;
  }

  @Override
  public void send(Frame frame) {
    String text = frame.sse().toString(StandardCharsets.UTF_8);
    String event = text.replaceFirst("(?s).*?event: (\\w+)\n.*", "$1");
    events.add(event);
    ids.add(frame.idText());
    frames.add(text);
    replica.take(event, frame.idText(), frame.payload().toString(StandardCharsets.UTF_8));
  }

  @Override
  public void reset(ResetReason reason, String topic) {
    events.add("reset " + reason.word());
    replica.take("reset", null, "{}");
  }
}
