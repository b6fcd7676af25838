package dev.groundswell.server.pages;

import dev.groundswell.events.Topic;
import dev.groundswell.events.Window;
import dev.groundswell.server.feed.FeedHub;
import dev.groundswell.server.feed.Limit;
import dev.groundswell.server.feed.Snapshot;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The newest snapshots of what a page shows first, each with its cursor, as a script of data to be
 * written into the page.
 *
 * @param etag tells these snapshots from others
 * @param html the element; empty where there is no snapshot yet
 */
record Inlined(String etag, String html) {
  private static final List<Topic> TOPICS =
      List.of(
          Topic.PULSE,
          Topic.WAVE,
          Topic.rising(Topic.Kind.TRACKS),
          Topic.rising(Topic.Kind.GENRES),
          new Topic(Topic.Kind.TRACKS, Window.H1));

  /** Those of the live page as they are now. */
  static Inlined of(FeedHub hub) {
    return of(
        TOPICS.stream()
            .map(topic -> hub.snapshot(topic, Limit.USUAL))
            .flatMap(Optional::stream)
            .toList());
  }

  static Inlined of(List<Snapshot> snapshots) {
    return new Inlined(
        snapshots.stream().map(snapshot -> snapshot.tag().text()).collect(Collectors.joining()),
        snapshots.isEmpty() ? "" : element(snapshots));
  }

  /** A script in which no tag can begin. */
  private static String element(List<Snapshot> snapshots) {
    return snapshots.stream()
        .map(Inlined::entry)
        .collect(
            Collectors.joining(
                ",",
                "<script type=\"application/json\" id=\"groundswell-snapshot\">[",
                "]</script>"));
  }

  private static String entry(Snapshot snapshot) {
    String payload = snapshot.payload().toString(StandardCharsets.UTF_8);
    return "{\"id\":\"" + snapshot.id() + "\",\"payload\":" + payload.replace("<", "\\u003c") + "}";
  }
}
