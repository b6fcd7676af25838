package dev.groundswell.server.feed;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How far a subscriber has come: a log id on a connection with one topic, on one with several
 * {@code topic@id,topic@id}.
 */
final class Cursor {
  private static final int LONGEST = 2_000;

  private final String text;
  private final Map<String, String> ids = new LinkedHashMap<>();

  Cursor(String text) {
    this.text = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    for (String part : this.text.split(",", -1)) {
      int at = part.indexOf('@');
      if (at > 0) {
        ids.put(part.substring(0, at), part.substring(at + 1));
      }
    }
  }

  /**
   * Where this says it is in a topic; null where it says nothing of it. Text that is no cursor of
   * ours is passed on, to be found unknown.
   *
   * @param alone whether the topic is the only one of its connection
   */
  @Nullable String of(String topic, boolean alone) {
    String id = ids.get(topic);
    return id != null || (!ids.isEmpty() && !alone) ? id : text;
  }

  static String over(List<Subscription> subscriptions) {
    return subscriptions.stream()
        .filter(subscription -> subscription.position() != null)
        .map(subscription -> subscription.topic() + "@" + subscription.position())
        .collect(Collectors.joining(","));
  }
}
