package dev.groundswell.server.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BroughtFileTest {
  private static final Instant END = Instant.parse("2022-12-17T14:57:31Z");
  private static final Instant LATEST = Instant.parse("2026-11-22T06:00:00Z");
  private static final int MOST = 4 << 20;

  private final Tally tally = new Tally();

  private static byte[] history(int plays, String name) {
    ExportFile file = new ExportFile();
    for (int i = 0; i < plays; i++) {
      file.play(END.plusSeconds(200L * i), 61_000, name + i);
    }
    return file.bytes();
  }

  private static ZipFile asSpotifySendsIt() {
    return new ZipFile()
        .folder("Spotify Extended Streaming History")
        .text("Spotify Extended Streaming History/ReadMeFirst.pdf", "%PDF")
        .file(
            "Spotify Extended Streaming History/Streaming_History_Audio_2021_0.json",
            history(30, "a"))
        .plain("other folder\\endsong_3.json", history(3, "b"))
        .plain("MyData/Identity.json", "{\"secret\":1}".getBytes(StandardCharsets.UTF_8))
        .file("Streaming_History_Video_2021.json", history(5, "v"))
        .file("__MACOSX/._endsong_3.json", new byte[300])
        .file(
            "MyData/StreamingHistory_music_0.json",
            new ExportFile().shortPlay(END, 61_000, "c").bytes());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 1_000, 1_000_000})
  void theHistoriesOfAZipAreReadInWhateverPiecesItArrives(int piece) throws Exception {
    List<ImportedRow> rows = read(asSpotifySendsIt().bytes(), piece);

    assertThat(rows).hasSize(34);
    assertThat(tally.rows()).isEqualTo(34);
    assertThat(rows.get(33).row()).isEqualTo(34);
    assertThat(tally.files())
        .containsExactly(
            new Tally.ReadFile("Streaming_History_Audio_2021_0.json", 30),
            new Tally.ReadFile("endsong_3.json", 3),
            new Tally.ReadFile("StreamingHistory_music_0.json", 1));
    assertThat(tally.passedOver())
        .isEqualTo(
            new Tally.PassedOver(
                4,
                List.of(
                    "ReadMeFirst.pdf",
                    "Identity.json",
                    "Streaming_History_Video_2021.json",
                    "._endsong_3.json")));
  }

  @Test
  void aFileThatIsNoZipIsReadByItself() throws Exception {
    assertThat(read(history(3, "a"), 1)).hasSize(3);
    assertThat(tally.files()).isEmpty();
  }

  @Test
  void accountDataKnowsTracksByTheirWordsAndEndsByTheMinute() throws Exception {
    byte[] file =
        new ExportFile()
            .shortPlay(END, 61_000, "c")
            .row("{\"endTime\":\"2022-12-17 14:57\",\"podcastName\":\"P\",\"msPlayed\":5}")
            .row("{\"endTime\":\"soon\",\"artistName\":\"A\",\"trackName\":\"T\",\"msPlayed\":5}")
            .bytes();

    assertThat(read(file, 64))
        .containsExactly(
            new ImportedRow(
                1,
                Instant.parse("2022-12-17T14:57:00Z").toEpochMilli(),
                61_000,
                null,
                "Title of c",
                "Artist of c",
                null));
    assertThat(tally.skipped()).containsOnlyKeys("podcast", "bad_time");
  }

  @Test
  void aZipWithoutHistoryIsRefusedByName() {
    refused(new ZipFile().text("a/Playlist1.json", "{}").bytes(), "holds no streaming history");
    refused(new byte[] {'P', 'K', 5, 6, 0, 0, 0, 0}, "holds no streaming history");
  }

  @Test
  void aBrokenHistoryIsCalledByItsName() {
    refused(
        new ZipFile().text("x/endsong_7.json", "[{\"ts\":").bytes(),
        "endsong_7.json in the ZIP: The file breaks off");
  }

  @Test
  void aZipThatBreaksOffOrIsDamagedIsRefused() {
    byte[] whole = asSpotifySendsIt().bytes();
    refused(Arrays.copyOf(whole, whole.length / 2), "");
    refused(Arrays.copyOf(whole, 3), "breaks off");
    byte[] damaged = whole.clone();
    Arrays.fill(damaged, 600, 700, (byte) 0xEE);
    refused(damaged, "");
    refused("PK is no ZIP".getBytes(StandardCharsets.UTF_8), "not one that can be read");
  }

  @Test
  void aLockedHistoryIsRefused() {
    byte[] locked = new ZipFile().file("endsong_1.json", history(1, "a")).bytes();
    locked[6] |= 1;
    refused(locked, "locked with a password");
  }

  @Test
  void whatUnpacksToFarMoreThanAnyExportIsRefusedAtOnce() {
    byte[] spaces = new byte[3 << 20];
    Arrays.fill(spaces, (byte) ' ');
    refused(new ZipFile().file("endsong_1.json", spaces).bytes(), "than any");
    refused(new ZipFile().file("no-history.bin", spaces).bytes(), "far more than any export");
    ZipFile many = new ZipFile();
    for (int i = 0; i < 6; i++) {
      many.file("endsong_" + i + ".json", history(2_000, "many" + i));
    }
    refused(many.bytes(), "far more than any export");
  }

  private void refused(byte[] file, String says) {
    for (int piece : new int[] {13, 100_000}) {
      assertThatThrownBy(() -> read(file, piece))
          .isInstanceOf(UnreadableExportException.class)
          .hasMessageContaining(says);
    }
  }

  private List<ImportedRow> read(byte[] bytes, int piece) throws UnreadableExportException {
    List<ImportedRow> rows = new ArrayList<>();
    try (BroughtFile file = new BroughtFile(LATEST, tally, MOST)) {
      for (int at = 0; at < bytes.length; at += piece) {
        rows.addAll(file.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece))));
      }
      rows.addAll(file.finish());
    }
    return rows;
  }
}
