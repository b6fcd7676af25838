package dev.groundswell.server.feed;

import dev.groundswell.events.Topic;
import dev.groundswell.server.ledger.ItemView;
import org.jspecify.annotations.Nullable;

/**
 * What a feed is about.
 *
 * @param topic as the jobs know it
 * @param name as it is known outside
 * @param item the one item that it is about, null where it is about many
 */
record Subject(Topic topic, String name, @Nullable ItemView item) {

  static Subject of(Topic topic) {
    return new Subject(topic, topic.name(), null);
  }

  /** The portrait of an item. */
  static Subject of(Topic portrait, ItemView item) {
    return new Subject(portrait, portrait.kind().word() + "." + item.id(), item);
  }
}
