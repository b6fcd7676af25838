package dev.groundswell.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.groundswell.events.Board;
import dev.groundswell.events.Part;
import dev.groundswell.events.Topic;
import dev.groundswell.events.Topic.Kind;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Some portraits that are watched while a test goes on, held against the ledger at its end. */
final class WatchedPortraits {
  /** What shows the same is told again every 20 s. */
  private static final Duration LIMIT = Duration.ofSeconds(60);

  /** The first that the ledger learns of; those are played most. */
  private static final List<Topic> TOPICS =
      Stream.of(
              LongStream.rangeClosed(1, 5).mapToObj(n -> Topic.portrait(Kind.TRACKS, n)),
              LongStream.rangeClosed(1, 3).mapToObj(n -> Topic.portrait(Kind.ARTISTS, n)),
              LongStream.rangeClosed(1, 2).mapToObj(n -> Topic.portrait(Kind.GENRES, n)))
          .flatMap(topics -> topics)
          .toList();

  private WatchedPortraits() {}

  static void watch(LedgerToBoards product) {
    TOPICS.forEach(product::watch);
  }

  /** A portrait that differs is read again for a while, since its time goes on. */
  static void assertEqualToLedger(LedgerToBoards product, Connection ledger, Instant last) {
    long related = 0;
    for (Topic topic : TOPICS) {
      await(topic.name())
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(250))
          .untilAsserted(() -> assertEqual(product, ledger, topic, last));
      related +=
          product.board(topic).orElseThrow().items().stream()
              .filter(row -> Part.of(row.item()) == Part.RELATED)
              .count();
    }
    assertThat(related).isGreaterThan(10);
  }

  private static void assertEqual(
      LedgerToBoards product, Connection ledger, Topic topic, Instant last) throws Exception {
    Board portrait = product.board(topic).orElseThrow(() -> new AssertionError("no portrait yet"));
    assertThat(portrait.asOf()).as("as_of").isGreaterThanOrEqualTo(last.toEpochMilli());
    assertThat(PortraitRecount.shownBy(portrait))
        .as("%s as of %s", topic, Instant.ofEpochMilli(portrait.asOf()))
        .containsExactlyElementsOf(
            PortraitRecount.of(ledger, topic.kind(), topic.number(), portrait.asOf()));
  }
}
