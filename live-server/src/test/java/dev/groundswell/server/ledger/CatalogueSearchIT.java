package dev.groundswell.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.testing.PostgresFixture;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueSearchIT {
  @RegisterExtension static final PostgresFixture postgres = new PostgresFixture();

  private static final List<String> TITLES =
      List.of(
          "Harbour Lights Out",
          "Harbour",
          "The Harbour Light",
          "Élan, Vital!",
          "ÉLANCÉ",
          "Straße",
          "Ночь",
          "薔薇の水",
          "AC/DC",
          "(…)",
          "'; drop table recording; --",
          "100% | & ! :* <-> it's");

  @BeforeEach
  void fill() {
    if (postgres.number("select count(*) from recording") == 0) {
      for (String title : TITLES) {
        insert(title);
      }
      postgres.query(
          "insert into artist (public_id, name)"
              + " values ('keita', 'Keïta Brothers Band'), ('vit', 'Vitalis')");
      credit("Harbour Lights Out", "keita");
      credit("Élan, Vital!", "keita");
      credit("Harbour", "vit");
      postgres.query("insert into genre (public_id, name) values ('drum-bass', 'Drum & Bass')");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          harbour       | Harbour;Harbour Lights Out;The Harbour Light
          HARB lig      | The Harbour Light;Harbour Lights Out
          light harbour | The Harbour Light;Harbour Lights Out
          arbour        |
          elan          | ÉLANCÉ;Élan, Vital!
          éLAN vital    | Élan, Vital!
          stra          | Straße
          НОЧЬ          | Ночь
          薔薇          | 薔薇の水
          ac/dc         | AC/DC
          drop TABLE    | '; drop table recording; --
          it's 100      | 100% | & ! :* <-> it's
          """,
      quoteCharacter = '\0')
  void namesAreFoundByHowTheirWordsBegin(String words, String found) {
    List<String> expected = found == null ? List.of() : List.of(found.split(";", -1));
    if (words.startsWith("drop")) {
      expected = List.of(TITLES.get(10));
    }
    if (words.startsWith("it")) {
      expected = List.of(TITLES.get(11));
    }
    assertThat(find(words, 10)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "'", "\\", "& | ! :*", "(…)", "'''):*"})
  void whatHasNoWordFindsNothingAndIsNoError(String words) {
    assertThat(find(words, 10)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          keïta           | Élan, Vital!;Harbour Lights Out
          band KEITA      | Élan, Vital!;Harbour Lights Out
          keita light     | Harbour Lights Out
          out brothers ke | Harbour Lights Out
          harbour band    | Harbour Lights Out
          keita keita     | Élan, Vital!;Harbour Lights Out
          light keita ac  |
          vital           | Élan, Vital!;Harbour
          """)
  void aTrackIsFoundByItsArtistToo(String words, String found) {
    assertThat(find(words, 10))
        .isEqualTo(found == null ? List.of() : List.of(found.split(";", -1)));
  }

  @Test
  void noMoreIsFoundThanAskedFor() {
    assertThat(find("harbour", 1)).containsExactly("Harbour");
  }

  @Test
  void genresAreFoundToo() {
    CatalogueSearch search = new CatalogueSearch(postgres.pool());
    assertThat(search.find(Kind.GENRES, "bass", 5).blockingGet()).hasSize(1);
    assertThat(search.find(Kind.ARTISTS, "bass", 5).blockingGet()).isEmpty();
  }

  @Test
  void aNameOfAnyLengthCanBeStored() {
    insert("\uFDFA".repeat(2_000));
    insert("x".repeat(9_000));
    assertThat(find("x".repeat(180), 5)).hasSize(1);
  }

  @Test
  void theIndexesServeASearchOfAnySize() {
    postgres.query(
        "insert into artist (public_id, name)"
            + " select 'many' || i, 'Song ' || i || ' of the ' || md5(i::text)"
            + " from generate_series(1, 4000) i");
    postgres.query("analyze artist");
    String plan =
        postgres.query("explain " + CatalogueSearch.sql(Kind.ARTISTS), "song 77", 5).stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));
    assertThat(plan).contains("artist_searched", "artist_begins").doesNotContain("Seq Scan");
  }

  @Test
  void theIndexesFindTheArtistOfATrackToo() {
    postgres.query(
        "insert into artist (public_id, name)"
            + " select 'lot' || i, 'Band ' || i || ' and ' || md5(i::text)"
            + " from generate_series(1, 4000) i");
    postgres.query(
        "insert into recording (public_id, title, updated_at)"
            + " select 'lot' || i, 'Tune ' || md5(i::text), now() from generate_series(1, 20000) i");
    postgres.query(
        "insert into recording_artist (recording_id, artist_id, place)"
            + " select r.id, a.id, 0 from recording r join artist a"
            + " on a.public_id = 'lot' || (1 + r.id % 4000) where r.public_id like 'lot%'");
    postgres.query("analyze artist, recording, recording_artist");
    String plan =
        postgres.query("explain " + CatalogueSearch.sql(Kind.TRACKS), "tune band 77", 5).stream()
            .map(row -> row.getString(0))
            .collect(Collectors.joining("\n"));
    assertThat(plan)
        .contains("artist_searched", "recording_searched", "recording_artist_artist")
        .doesNotContain("Seq Scan");
    postgres.query(
        "delete from recording_artist c using artist a"
            + " where a.id = c.artist_id and a.public_id like 'lot%'");
    postgres.query("delete from recording where public_id like 'lot%'");
    postgres.query("delete from artist where public_id like 'lot%'");
  }

  private static void insert(String title) {
    postgres.query(
        "insert into recording (public_id, title, updated_at) values (md5($1), $1, now())", title);
  }

  private static void credit(String title, String artist) {
    postgres.query(
        "insert into recording_artist (recording_id, artist_id, place)"
            + " select r.id, a.id, 0 from recording r, artist a where title = $1 and a.public_id = $2",
        title,
        artist);
  }

  private static List<String> find(String words, int limit) {
    return new CatalogueSearch(postgres.pool())
        .find(Kind.TRACKS, words, limit).blockingGet().stream()
            .map(
                id ->
                    postgres
                        .query("select title from recording where id = $1", id)
                        .get(0)
                        .getString(0))
            .toList();
  }
}
