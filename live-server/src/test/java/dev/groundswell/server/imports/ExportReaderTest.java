package dev.groundswell.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.groundswell.server.imports.Tally.RowError;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExportReaderTest {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final Instant END = Instant.parse("2024-03-01T20:15:31Z");

  private final Tally tally = new Tally();

  @Test
  void bothGenerationsOfFieldsAreRead() throws Exception {
    byte[] file = new ExportFile().play(END, 61_000, "a1").oldPlay(END, 1_000, "b2").bytes();

    assertThat(read(file, file.length))
        .containsExactly(
            new ImportedRow(
                1,
                END.toEpochMilli(),
                61_000,
                "spotify:track:a1",
                "Title of a1",
                "Artist of a1",
                "Album of a1"),
            new ImportedRow(
                2,
                END.toEpochMilli(),
                1_000,
                "spotify:track:b2",
                "Title of b2",
                "Artist of b2",
                "Album of b2"));
    assertThat(tally.rows()).isEqualTo(2);
  }

  @Test
  void whereAPieceEndsMakesNoDifference() throws Exception {
    byte[] file =
        new ExportFile()
            .row(
                """
                {"ts":"2024-03-01T20:15:31Z","ms_played":40000,"x":{"y":[1,{"z":"\\u00fc"}]},
                 "master_metadata_track_name":"\\"Ünïcode\\" 夜 \\uD83C\\uDFB5 🎵",
                 "spotify_track_uri":"spotify:track:a1","incognito_mode":false}
                """)
            .play(END, 61_000, "b2")
            .bytes();
    List<ImportedRow> whole = read(file, file.length);
    assertThat(whole).hasSize(2);
    assertThat(whole.get(0).title()).isEqualTo("\"Ünïcode\" 夜 🎵 🎵");

    for (int size = 1; size < 40; size++) {
      assertThat(read(file, size)).as("pieces of " + size).isEqualTo(whole);
    }
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      assertThat(read(file, 1 + random.nextInt(file.length))).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "incognito_mode":true                                     | private_session | false
          "spotify_track_uri":null,"spotify_episode_uri":"spotify:episode:e" | podcast | false
          "master_metadata_track_name":null,"audiobook_uri":"spotify:show:s" | audiobook | false
          "spotify_track_uri":null                                  | no_track | false
          "master_metadata_track_name":" "                          | no_track | false
          "spotify_track_uri":"spotify:album:x"                     | bad_track | true
          "spotify_track_uri":"spotify:track:../../etc"             | bad_track | true
          "ms_played":0                                             | not_played | false
          "ms_played":-1                                            | bad_duration | true
          "ms_played":1e99                                          | bad_duration | true
          "ms_played":86400001                                      | bad_duration | true
          "ms_played":99999999999999999999                          | bad_duration | true
          "ms_played":null,"ms_played":{}                           | bad_duration | true
          "ts":"yesterday"                                          | bad_time | true
          "ts":"2099-01-01T00:00:00Z"                               | bad_time | true
          "ts":"1969-12-31T23:59:59Z"                               | bad_time | true
          "ts":1709324131                                           | bad_time | true
          """)
  void aRowThatIsNoPlayIsSkippedWithItsReason(String fields, String reason, boolean told)
      throws Exception {
    String uri = fields.contains("track_uri") ? "" : "\"spotify_track_uri\":\"spotify:track:t\",";
    String name = fields.contains("track_name") ? "" : "\"master_metadata_track_name\":\"T\",";
    String heard = fields.contains("ms_played") ? "" : "\"ms_played\":1000,";
    String ts = fields.contains("\"ts\"") ? "" : "\"ts\":\"2024-03-01T20:15:31Z\",";
    byte[] file =
        new ExportFile()
            .play(END, 1_000, "a")
            .row("{" + uri + name + heard + ts + fields + "}")
            .play(END, 1_000, "b")
            .bytes();

    assertThat(read(file, 17)).extracting(ImportedRow::row).containsExactly(1, 3);
    assertThat(tally.skipped()).isEqualTo(Map.of(reason, 1));
    assertThat(tally.errors()).isEqualTo(told ? List.of(new RowError(2, reason)) : List.of());
  }

  @Test
  void whatIsNoObjectIsNoRow() throws Exception {
    byte[] file = new ExportFile().row("7").row("[[1],2]").row("null").row("\"x\"").bytes();
    assertThat(read(file, 3)).isEmpty();
    assertThat(tally.rows()).isEqualTo(4);
    assertThat(tally.skipped()).isEqualTo(Map.of("not_a_row", 4));
  }

  @Test
  void onlyTheFirstBrokenRowsAreNamed() throws Exception {
    ExportFile file = new ExportFile();
    for (int i = 0; i < 500; i++) {
      file.row("5");
    }
    assertThat(read(file.bytes(), 1_000)).isEmpty();
    assertThat(tally.errors()).hasSize(Tally.MOST_ERRORS);
    assertThat(tally.skipped()).isEqualTo(Map.of("not_a_row", 500));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"ts":1}                                            | not one JSON array
          "text"                                              | not one JSON array
          []  []                                              | not one JSON array
          [{"listened_at":1,"track_metadata":{"x":1}}]        | ListenBrainz
          [{"a":1}]                                           | neither ts and ms_played nor
          [{"ts":"x"},                                        | breaks off
          [{"ts":"x","ms_pl                                   | breaks off
          [{"ts":"x"} {"ts":"y"}]                             | not JSON
          [{"ts":x}]                                          | not JSON
          artist,track,when                                   | not JSON
          """)
  void aFileThatIsNoExportIsRefusedByName(String file, String says) {
    assertThatThrownBy(() -> read(file.getBytes(StandardCharsets.UTF_8), 5))
        .isInstanceOf(UnreadableExportException.class)
        .hasMessageContaining(says);
  }

  @Test
  void anEmptyFileIsRefusedAndAnEmptyListIsNot() throws Exception {
    assertThatThrownBy(() -> read(new byte[0], 1)).hasMessageContaining("empty");
    assertThat(read("[]".getBytes(StandardCharsets.UTF_8), 1)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"ts\":\"%s\"}", "{\"%s\":1}", "{\"ts\":{\"x\":\"%s\"}}", "{\"ts\":1%s}"})
  void aHugeFieldEndsTheFile(String row) {
    String huge = "9".repeat(20_000);
    byte[] file = new ExportFile().row(row.formatted(huge)).bytes();
    assertThatThrownBy(() -> read(file, 1_024))
        .isInstanceOf(UnreadableExportException.class)
        .hasMessageContaining("far larger than any of an export");
  }

  @Test
  void aHugeRowEndsTheFile() {
    String fields = "\"x\":\"" + "y".repeat(10_000) + "\",";
    byte[] file = new ExportFile().row("{" + fields.repeat(7) + "\"ts\":1}").bytes();
    assertThatThrownBy(() -> read(file, 1_024)).hasMessageContaining("Row 1 is far larger");

    byte[] many = new ExportFile().row("{" + "\"a\":1,".repeat(201) + "\"ts\":1}").bytes();
    assertThatThrownBy(() -> read(many, 1_024)).hasMessageContaining("Row 2 is far larger");
  }

  @Test
  void aTextWithoutEndIsNotGathered() throws Exception {
    ExportReader reader = new ExportReader(NOW, tally);
    assertThat(reader.feed("[{\"x\":\"".getBytes(StandardCharsets.UTF_8))).isEmpty();
    byte[] more = "y".repeat(8_192).getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 20; i++) {
                assertThat(reader.feed(more)).isEmpty();
              }
            })
        .hasMessageContaining("A field is far larger");
  }

  @Test
  void depthHasAnEnd() {
    String deep = "{\"ts\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}";
    assertThatThrownBy(() -> read(new ExportFile().row(deep).bytes(), 512))
        .isInstanceOf(UnreadableExportException.class);
  }

  @Test
  void noiseIsRefusedWithoutHarm() {
    Random random = new Random(11);
    for (int i = 0; i < 2_000; i++) {
      byte[] file = new ExportFile().play(END, 61_000, "a").play(END, 61_000, "b").bytes();
      for (int hits = 1 + random.nextInt(4); hits > 0; hits--) {
        file[random.nextInt(file.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(read(file, 64)).hasSizeLessThanOrEqualTo(2);
      } catch (UnreadableExportException refused) {
        assertThat(refused).hasMessageContaining(" ");
      }
    }
  }

  private List<ImportedRow> read(byte[] file, int pieces) throws UnreadableExportException {
    ExportReader reader = new ExportReader(NOW, tally);
    List<ImportedRow> rows = new ArrayList<>();
    int before = tally.rows();
    for (int from = 0; from < file.length; from += pieces) {
      rows.addAll(
          reader.feed(Arrays.copyOfRange(file, from, Math.min(file.length, from + pieces))));
    }
    rows.addAll(reader.finish());
    return before == 0 ? rows : rows.stream().map(row -> numbered(row, before)).toList();
  }

  private static ImportedRow numbered(ImportedRow row, int before) {
    return new ImportedRow(
        row.row() - before,
        row.endedAt(),
        row.msPlayed(),
        row.uri(),
        row.title(),
        row.artist(),
        row.album());
  }
}
