package dev.groundswell.server.imports;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody brings, as it arrives: a file of a history, or a ZIP with such files among others.
 *
 * <p>In a ZIP a history is known by its file's own name, in whatever folder; all else is passed
 * over, and told of.
 */
final class BroughtFile implements AutoCloseable {
  private static final Pattern HISTORY =
      Pattern.compile(
          "Streaming_History_Audio_.*\\.json|endsong_\\d+\\.json"
              + "|StreamingHistory(_music_)?\\d+\\.json");

  private static final int ENOUGH = 4;

  private final Instant latest;
  private final Tally tally;
  private final long mostUnpacked;
  private byte[] beginning = {};
  private @Nullable ExportReader single;
  private @Nullable ZipReader zip;
  private final Unpacked unpacked = new Unpacked();

  /**
   * @param latest what ends later has not happened
   * @param mostUnpacked so many bytes may come out of a ZIP
   */
  BroughtFile(Instant latest, Tally tally, long mostUnpacked) {
    this.latest = latest;
    this.tally = tally;
    this.mostUnpacked = mostUnpacked;
  }

  /** Takes the next piece and answers the plays that have become whole. */
  List<ImportedRow> feed(byte[] piece) throws UnreadableExportException {
    if (single == null && zip == null) {
      int before = beginning.length;
      beginning = Arrays.copyOf(beginning, before + piece.length);
      System.arraycopy(piece, 0, beginning, before, piece.length);
      return beginning.length < ENOUGH ? List.of() : begin();
    }
    return read(piece);
  }

  /** Says that nothing more comes, and answers the plays that have become whole. */
  List<ImportedRow> finish() throws UnreadableExportException {
    List<ImportedRow> plays = new ArrayList<>();
    if (single == null && zip == null) {
      plays.addAll(begin());
    }
    if (single != null) {
      plays.addAll(single.finish());
    }
    if (zip != null) {
      zip.finish();
      if (tally.files().isEmpty()) {
        throw new UnreadableExportException(
            "The ZIP holds no streaming history: no file in it is named"
                + " Streaming_History_Audio_*.json, endsong_*.json or"
                + " StreamingHistory_music_*.json. Spotify sends histories in packages of their own.");
      }
    }
    return plays;
  }

  @Override
  public void close() {
    if (zip != null) {
      zip.close();
    }
  }

  private List<ImportedRow> begin() throws UnreadableExportException {
    byte[] first = beginning;
    beginning = new byte[0];
    if (first.length >= 2 && first[0] == 'P' && first[1] == 'K') {
      zip = new ZipReader(unpacked, mostUnpacked);
    } else {
      single = new ExportReader(latest, tally);
    }
    return read(first);
  }

  private List<ImportedRow> read(byte[] piece) throws UnreadableExportException {
    if (zip == null) {
      return single == null ? List.of() : single.feed(piece);
    }
    zip.feed(piece);
    return unpacked.take();
  }

  /** Reads the histories of a ZIP, each as a file of its own. */
  private final class Unpacked implements ZipReader.Files {
    private List<ImportedRow> plays = new ArrayList<>();
    private String name = "";
    private int rowsBefore;
    private @Nullable ExportReader reader;

    List<ImportedRow> take() {
      List<ImportedRow> whole = plays;
      plays = new ArrayList<>();
      return whole;
    }

    @Override
    public boolean begins(String path) {
      if (path.endsWith("/")) {
        return false;
      }
      name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
      if (!HISTORY.matcher(name).matches()) {
        tally.passedOver(name);
        return false;
      }
      rowsBefore = tally.rows();
      reader = new ExportReader(latest, tally);
      return true;
    }

    @Override
    public void piece(byte[] bytes, int length) throws UnreadableExportException {
      if (reader != null) {
        try {
          plays.addAll(reader.feed(Arrays.copyOf(bytes, length)));
        } catch (UnreadableExportException e) {
          throw in(name, e);
        }
      }
    }

    @Override
    public void ends() throws UnreadableExportException {
      if (reader != null) {
        try {
          plays.addAll(reader.finish());
        } catch (UnreadableExportException e) {
          throw in(name, e);
        }
        tally.read(name, tally.rows() - rowsBefore);
        reader = null;
      }
    }

    private static UnreadableExportException in(String name, UnreadableExportException e) {
      return new UnreadableExportException(name + " in the ZIP: " + e.getMessage());
    }
  }
}
