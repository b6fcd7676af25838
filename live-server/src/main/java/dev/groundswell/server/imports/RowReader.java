package dev.groundswell.server.imports;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes a play of the fields of one row, or says why it is none. */
final class RowReader {
  private static final Instant EARLIEST = Instant.parse("2006-01-01T00:00:00Z");
  private static final long LONGEST_MS = Duration.ofDays(1).toMillis();
  private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
  private static final Pattern MINUTE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d");
  private static final Pattern TRACK = Pattern.compile("spotify:track:[A-Za-z0-9]{1,64}");
  private static final Pattern LOCAL = Pattern.compile("spotify:local:.{1,386}");

  private final Instant latest;
  private final Map<ExportField, String> fields = new EnumMap<>(ExportField.class);

  /**
   * @param latest what ends later has not happened
   */
  RowReader(Instant latest) {
    this.latest = latest;
  }

  void begin() {
    fields.clear();
  }

  /** A value as text; where a field comes twice the last one holds. */
  void put(ExportField field, String value) {
    fields.put(field, value);
  }

  boolean has(ExportField field) {
    return fields.containsKey(field);
  }

  /** What a row is: exactly one of the two is there. */
  record Read(@Nullable ImportedRow play, @Nullable Skip skip) {
    private static Read skipped(Skip reason) {
      return new Read(null, reason);
    }
  }

  /** Whether there is anything of what every row of an export has. */
  boolean isOfAnExport() {
    return has(ExportField.TS) || has(ExportField.MS_PLAYED) || isAccountData();
  }

  private boolean isAccountData() {
    return has(ExportField.END_MINUTE) || has(ExportField.MS_PLAYED_SHORT);
  }

  Read read(int row) {
    return isAccountData() ? shortRow(row) : extendedRow(row);
  }

  /** Account data knows tracks by title and artist alone, and ENDs without their seconds. */
  private Read shortRow(int row) {
    String title = nameOf(ExportField.TITLE_SHORT);
    String artist = nameOf(ExportField.ARTIST_SHORT);
    if (title == null || artist == null) {
      return Read.skipped(has(ExportField.PODCAST_SHORT) ? Skip.PODCAST : Skip.NO_TRACK);
    }
    String end = fields.getOrDefault(ExportField.END_MINUTE, "");
    Instant at = MINUTE.matcher(end).matches() ? instant(end.replace(' ', 'T') + ":00Z") : null;
    return play(row, at, ExportField.MS_PLAYED_SHORT, null, title, artist, null);
  }

  private Read extendedRow(int row) {
    if ("true".equals(fields.get(ExportField.INCOGNITO))) {
      return Read.skipped(Skip.PRIVATE_SESSION);
    }
    String uri = fields.get(ExportField.TRACK_URI);
    String title = fields.get(ExportField.TITLE);
    if (uri == null || title == null || title.isBlank()) {
      return Read.skipped(withoutTrack());
    }
    if (!TRACK.matcher(uri).matches() && !LOCAL.matcher(uri).matches()) {
      return Read.skipped(Skip.BAD_TRACK);
    }
    return play(
        row,
        instant(fields.get(ExportField.TS)),
        ExportField.MS_PLAYED,
        uri,
        title,
        nameOf(ExportField.ARTIST),
        nameOf(ExportField.ALBUM));
  }

  private Read play(
      int row,
      @Nullable Instant end,
      ExportField length,
      @Nullable String uri,
      String title,
      @Nullable String artist,
      @Nullable String album) {
    if (end == null) {
      return Read.skipped(Skip.BAD_TIME);
    }
    String played = fields.getOrDefault(length, "");
    if (!WHOLE.matcher(played).matches() || Integer.parseInt(played) > LONGEST_MS) {
      return Read.skipped(Skip.BAD_DURATION);
    }
    if (Integer.parseInt(played) == 0) {
      return Read.skipped(Skip.NOT_PLAYED);
    }
    return new Read(
        new ImportedRow(
            row, end.toEpochMilli(), Integer.parseInt(played), uri, title, artist, album),
        null);
  }

  private Skip withoutTrack() {
    if (has(ExportField.EPISODE_URI) || has(ExportField.EPISODE)) {
      return Skip.PODCAST;
    }
    return has(ExportField.AUDIOBOOK_URI) || has(ExportField.AUDIOBOOK)
        ? Skip.AUDIOBOOK
        : Skip.NO_TRACK;
  }

  private @Nullable String nameOf(ExportField field) {
    String name = fields.get(field);
    return name == null || name.isBlank() ? null : name;
  }

  private @Nullable Instant instant(@Nullable String text) {
    if (text == null || text.length() > 40) {
      return null;
    }
    try {
      Instant at = Instant.parse(text);
      return at.isBefore(EARLIEST) || at.isAfter(latest) ? null : at;
    } catch (DateTimeException notATime) {
      return null;
    }
  }
}
