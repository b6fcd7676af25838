package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.LedgerFixture.at;
import static dev.groundswell.server.ledger.LedgerFixture.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Source;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.testing.PostgresFixture;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlaysIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private LedgerFixture given;
  private Plays plays;
  private long ada;

  @BeforeEach
  void open() {
    given = new LedgerFixture(postgres);
    plays = new Plays(postgres.pool());
    ada = given.listener(5);
  }

  @Test
  void pagesFollowEachOtherWithoutLossOrRepetition() {
    for (int i = 0; i < 23; i++) {
      given.record(live(ada, "t" + i % 3, i / 2 * 200, 180, 2));
    }
    List<String> seen = new ArrayList<>();
    PlayCursor cursor = null;
    do {
      Plays.Page page = plays.page(ada, 5, cursor).blockingGet();
      page.items().forEach(play -> seen.add(play.id()));
      cursor = page.next() == null ? null : PlayCursor.parse(page.next().text()).orElseThrow();
    } while (cursor != null);

    assertThat(seen)
        .hasSize((int) postgres.number("select count(*) from play"))
        .doesNotHaveDuplicates();
    assertThat(plays.page(given.listener(6), 5, null).blockingGet().items()).isEmpty();
  }

  @Test
  void aPlayShowsItsTrackAndWhetherItCounted() {
    given.record(live(ada, "a", 0, 20, 2), live(ada, "b", 100, 180, 2));

    List<Plays.Play> items = plays.page(ada, 10, null).blockingGet().items();
    Plays.Play newest = items.get(0);
    assertThat(newest.playedAt()).isEqualTo(at(100));
    assertThat(newest.played()).isEqualTo(Duration.ofSeconds(180));
    assertThat(newest.counted()).isTrue();
    assertThat(newest.source()).isEqualTo(Source.SPOTIFY);
    assertThat(newest.track().title()).isEqualTo("Title of b");
    assertThat(newest.track().artists()).extracting("name").containsExactly("Artist of b");
    assertThat(newest.track().album().title()).isEqualTo("Album of b");
    assertThat(newest.track().duration()).isEqualTo(Duration.ofSeconds(180));
    assertThat(newest.track().id()).matches("[0-9A-Za-z]{16}");
    assertThat(items.get(1).counted()).isFalse();
  }

  @Test
  void aGapIsMarkedOnThePlayAfterIt() {
    given.record(
        live(ada, "a", 0, 180, 2), live(ada, "a", 1_000, 180, 2), live(ada, "a", 2_000, 180, 2));
    postgres.query(
        "insert into gap (listener_id, from_at, until_at, reason, found_at)"
            + " values ($1, $2, $3, 'down', now())",
        ada,
        at(300).atOffset(ZoneOffset.UTC),
        at(900).atOffset(ZoneOffset.UTC));

    for (int limit = 2; limit <= 3; limit++) {
      assertThat(plays.page(ada, limit, null).blockingGet().items())
          .extracting(Plays.Play::gapBefore)
          .startsWith(false, true);
    }
  }

  @Test
  void theCatalogueDressesBoardsByTheLedgersNumbers() {
    given.record(live(ada, "a", 0, 180, 2), live(ada, "b", 200, 180, 2));
    Set<Long> ids = Set.copyOf(numbers("select id from recording"));
    CatalogueStore catalogue = new CatalogueStore(postgres.pool());

    Map<Long, TrackView> tracks = catalogue.tracks(ids).blockingGet();
    assertThat(tracks.values())
        .extracting(TrackView::title)
        .containsExactlyInAnyOrder("Title of a", "Title of b");
    assertThat(catalogue.tracks(Set.of(999_999L)).blockingGet()).isEmpty();
    Set<Long> artistIds = Set.copyOf(numbers("select id from artist"));
    assertThat(catalogue.artists(artistIds).blockingGet().values())
        .extracting(ArtistView::name)
        .containsExactlyInAnyOrder("Artist of a", "Artist of b");
    TrackView one = tracks.values().iterator().next();
    assertThat(tracks.get(catalogue.number(Kind.TRACKS, one.id()).blockingGet())).isEqualTo(one);
    assertThat(catalogue.number(Kind.TRACKS, "nothing").isEmpty().blockingGet()).isTrue();
  }

  @Test
  void aCursorThatIsNotOursIsNoCursor() {
    assertThat(PlayCursor.parse("nonsense!")).isEmpty();
    assertThat(PlayCursor.parse("AAAA")).isEmpty();
    assertThat(PlayCursor.parse("f_________8AAAAAAAAAAA")).isEmpty();
  }

  private List<Long> numbers(String sql) {
    return postgres.query(sql).stream().map(row -> row.getLong(0)).toList();
  }
}
