package dev.groundswell.server.imports;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a file of Spotify's streaming history, extended ({@code Streaming_History_Audio_*.json} or
 * the older {@code endsong_*.json}) or of account data ({@code StreamingHistory_music_*.json}), in
 * whatever pieces it arrives: a JSON array with an object a row.
 *
 * <p>Holds one row at a time. Rows, fields and depth have bounds; what breaks them is no export.
 */
final class ExportReader {
  private static final int LONGEST_FIELD = 16 * 1024;
  private static final int LARGEST_ROW = 64 * 1024;
  private static final int MOST_FIELDS = 200;
  private static final int DEEPEST = 16;
  private static final String TAKEN =
      " Send Spotify's streaming history: the ZIP as it came, or a file named"
          + " Streaming_History_Audio_*.json, endsong_*.json or StreamingHistory_music_*.json.";

  private static final JsonFactory JSON =
      JsonFactory.builder()
          // Hostile field names would gather in a table that all files share.
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxStringLength(LONGEST_FIELD)
                  .maxNameLength(1_000)
                  .maxNumberLength(100)
                  .maxNestingDepth(DEEPEST)
                  .build())
          .build();

  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private final RowReader fields;
  private final Tally tally;
  private List<ImportedRow> plays = new ArrayList<>();
  private @Nullable ExportField field;
  private boolean begun;
  private boolean first = true;
  private boolean inRow;
  private int depth;
  private int rowSize;
  private int rowFields;
  private int row;
  private int unfinished;

  ExportReader(Instant latest, Tally tally) {
    try {
      parser = JSON.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    fields = new RowReader(latest);
    this.tally = tally;
  }

  /** Takes the next piece and answers the plays that have become whole. */
  List<ImportedRow> feed(byte[] piece) throws UnreadableExportException {
    // The parser would gather a text without end in memory before it says how long it is.
    unfinished += piece.length;
    try {
      feeder.feedInput(piece, 0, piece.length);
    } catch (IOException e) {
      throw unreadable(e);
    }
    List<ImportedRow> whole = advance();
    if (unfinished > LARGEST_ROW + piece.length) {
      throw tooLarge("A field");
    }
    return whole;
  }

  /** Says that nothing more comes, and answers the plays that have become whole. */
  List<ImportedRow> finish() throws UnreadableExportException {
    feeder.endOfInput();
    List<ImportedRow> last = advance();
    if (!begun) {
      throw new UnreadableExportException("The file is empty." + TAKEN);
    }
    return last;
  }

  private List<ImportedRow> advance() throws UnreadableExportException {
    try {
      JsonToken token = parser.nextToken();
      while (token != null && token != JsonToken.NOT_AVAILABLE) {
        unfinished = 0;
        take(token);
        token = parser.nextToken();
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    List<ImportedRow> whole = plays;
    plays = new ArrayList<>();
    return whole;
  }

  private void take(JsonToken token) throws IOException, UnreadableExportException {
    if (depth == 0) {
      if (begun || token != JsonToken.START_ARRAY) {
        throw new UnreadableExportException("The file is not one JSON array of rows." + TAKEN);
      }
      begun = true;
      depth = 1;
    } else if (depth == 1) {
      betweenRows(token);
    } else if (inRow && depth == 2) {
      inRow(token);
    } else {
      grow(token.isStructStart() || token.isStructEnd() ? 1 : parser.getTextLength());
      depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
    }
  }

  private void betweenRows(JsonToken token) {
    if (token == JsonToken.END_ARRAY) {
      depth = 0;
      return;
    }
    row = tally.nextRow();
    inRow = token == JsonToken.START_OBJECT;
    rowSize = 0;
    rowFields = 0;
    if (inRow) {
      fields.begin();
    } else {
      tally.skip(row, Skip.NOT_A_ROW);
    }
    depth += token.isStructStart() ? 1 : 0;
  }

  private void inRow(JsonToken token) throws IOException, UnreadableExportException {
    if (token == JsonToken.END_OBJECT) {
      depth = 1;
      endRow();
    } else if (token == JsonToken.FIELD_NAME) {
      field = ExportField.named(parser.currentName());
      rowFields++;
      grow(parser.currentName().length());
    } else if (token.isStructStart()) {
      if (field == ExportField.LISTENBRAINZ_TRACK) {
        fields.put(field, "");
      }
      depth++;
    } else if (token.isScalarValue()) {
      grow(parser.getTextLength());
      if (field != null && token != JsonToken.VALUE_NULL) {
        fields.put(field, parser.getText());
      }
    }
  }

  private void grow(int length) throws UnreadableExportException {
    rowSize += length;
    if (length > LONGEST_FIELD || rowSize > LARGEST_ROW || rowFields > MOST_FIELDS) {
      throw tooLarge("Row " + row);
    }
  }

  private UnreadableExportException tooLarge(String what) {
    return new UnreadableExportException(
        what + " is far larger than any of an export (after row " + tally.rows() + ")." + TAKEN);
  }

  private void endRow() throws UnreadableExportException {
    if (first && !fields.isOfAnExport()) {
      throw otherFormat();
    }
    first = false;
    RowReader.Read read = fields.read(row);
    if (read.play() != null) {
      plays.add(read.play());
    } else if (read.skip() != null) {
      tally.skip(row, read.skip());
    }
  }

  private UnreadableExportException otherFormat() {
    return new UnreadableExportException(
        fields.has(ExportField.LISTENBRAINZ_TRACK)
            ? "This is an export of ListenBrainz, which is not read yet." + TAKEN
            : "The first row has neither ts and ms_played nor endTime and msPlayed." + TAKEN);
  }

  private UnreadableExportException unreadable(IOException failure) {
    String after = " after row " + tally.rows() + ".";
    if (failure instanceof StreamConstraintsException) {
      return tooLarge("A field");
    }
    boolean cutOff = failure instanceof com.fasterxml.jackson.core.io.JsonEOFException;
    if (cutOff) {
      return new UnreadableExportException(
          "The file breaks off" + after + " Copy it again and send it whole.");
    }
    return new UnreadableExportException(
        (failure instanceof JsonProcessingException ? "The file is not JSON" : "Not readable")
            + after
            + TAKEN);
  }
}
