package dev.groundswell.server.ledger;

import static dev.groundswell.server.ledger.LedgerFixture.history;
import static dev.groundswell.server.ledger.LedgerFixture.live;
import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.PlayChange;
import dev.groundswell.server.ledger.TagImport.Report;
import dev.groundswell.testing.PostgresFixture;
import dev.groundswell.testing.TestVertx;
import io.reactivex.rxjava3.core.Flowable;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TagImportIT {
  @RegisterExtension final PostgresFixture postgres = new PostgresFixture();

  private LedgerFixture given;
  private TagImport tags;
  private long ada;

  @BeforeEach
  void open() {
    given = new LedgerFixture(postgres);
    ada = given.listener(5);
    tags = new TagImport(postgres.pool());
  }

  @Test
  void theHeaviestTagIsTheGenreAndPlaysAreCorrected() {
    given.record(live(ada, "a", 0, 180, 2), live(ada, "b", 200, 180, 2));
    Report report =
        store("artist,tag,weight", "ARTIST of  a,Rock,1", "Artist of a,City Pop,2", "nonsense");

    assertThat(report.lines()).isEqualTo(3);
    assertThat(report.problems()).singleElement().asString().startsWith("line 4: 1 columns");
    assertThat(tags.classify().blockingGet()).isEqualTo(1);
    assertThat(reclassify()).isEqualTo(1);

    PlayChange corrected = changes().get(2);
    assertThat(corrected.before()).isEqualTo(changes().get(0).after());
    assertThat(corrected.after()).isEqualTo(changes().get(0).after().withGenre(genre("city-pop")));
    assertThat(corrected.rev()).isEqualTo(changes().get(0).rev() + 1);
    assertThat(reclassify()).as("once is enough").isZero();
    assertThat(changes()).hasSize(3);
  }

  @Test
  void whatIsPlayedLaterHasTheGenreAtOnce() {
    store("Artist of a,rock,1");
    given.record(live(ada, "a", 0, 180, 2));

    assertThat(changes().get(0).after().genre()).isEqualTo(genre("rock"));
    assertThat(postgres.number("select genre_id from play")).isEqualTo(genre("rock"));
  }

  @Test
  void aTagOfWeightZeroIsTakenBack() {
    store("Artist of a,rock,1", "Artist of a,pop,0.5");
    given.record(live(ada, "a", 0, 180, 2));
    store("artist of A,ROCK,0", "Artist of a,pop,3");
    assertThat(tags.classify().blockingGet()).isEqualTo(1);
    assertThat(reclassify()).isEqualTo(1);
    assertThat(changes().get(1).after().genre()).isEqualTo(genre("pop"));

    store("Artist of a,pop,0");
    assertThat(tags.classify().blockingGet()).isEqualTo(1);
    assertThat(reclassify()).isEqualTo(1);
    assertThat(changes().get(2).after().genre()).isZero();
  }

  @Test
  void whatSpotifySaysComesFirst() {
    store("Artist of a,rock,1");
    PlayedTrack track = LedgerFixture.track("a");
    PlayedTrack.Artist told = new PlayedTrack.Artist("artist-a", "Artist of a", null, null, "Enka");
    Sighting play = live(ada, "a", 0, 180, 2);
    given.record(
        new Sighting(
            ada,
            new PlayedTrack(
                track.spotifyId(),
                null,
                track.title(),
                List.of(told),
                track.album(),
                track.duration(),
                null,
                null,
                null,
                null),
            play.kind(),
            play.observation(),
            play.revision(),
            play.startedAt(),
            play.endedAt(),
            play.knowsStart(),
            play.knowsEnd(),
            play.heard(),
            play.countedAt()));

    assertThat(changes().get(0).after().genre()).isEqualTo(genre("enka"));
    store("Artist of a,rock,100");
    assertThat(tags.classify().blockingGet()).isZero();
  }

  @Test
  void olderPlaysFollowWithoutAWordToTheJobs() {
    given.record(history(ada, "a", -20 * 86_400));
    store("Artist of a,rock,1");
    var unused = tags.classify().blockingGet();

    assertThat(reclassify()).isEqualTo(1);
    assertThat(postgres.number("select genre_id from play")).isEqualTo(genre("rock"));
    assertThat(changes()).isEmpty();
  }

  @Test
  void aDryRunSaysWhatIsWrong() {
    Report report = TagImport.check(Flowable.just("a,rock,1", "", "b,,1")).blockingGet();
    assertThat(report)
        .isEqualTo(new Report(2, 1, List.of("line 3: tag has neither letters nor digits")));
  }

  private Report store(String... lines) {
    return tags.store(Flowable.fromArray(lines)).blockingGet();
  }

  private long reclassify() {
    return Realignment.ofGenres(
            TestVertx.shared(),
            postgres.pool(),
            given.clock,
            new Random(),
            new ChangePartitions(TestVertx.shared(), postgres.pool(), given.clock),
            given.signals::add)
        .run(done -> {})
        .blockingGet();
  }

  private long genre(String word) {
    return postgres.number("select id from genre where public_id = $1", word);
  }

  private List<PlayChange> changes() {
    return given.changes(5);
  }
}
