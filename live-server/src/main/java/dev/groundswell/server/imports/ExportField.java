package dev.groundswell.server.imports;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a row that are looked at, of the extended history and of account data. ListenBrainz
 * is known only to be named when it is refused; every other field, addresses and account names
 * among them, is dropped.
 */
enum ExportField {
  TS("ts"),
  MS_PLAYED("ms_played"),
  TRACK_URI("spotify_track_uri"),
  TITLE("master_metadata_track_name"),
  ARTIST("master_metadata_album_artist_name"),
  ALBUM("master_metadata_album_album_name"),
  EPISODE_URI("spotify_episode_uri"),
  EPISODE("episode_name"),
  AUDIOBOOK_URI("audiobook_uri"),
  AUDIOBOOK("audiobook_title"),
  INCOGNITO("incognito_mode"),
  END_MINUTE("endTime"),
  MS_PLAYED_SHORT("msPlayed"),
  TITLE_SHORT("trackName"),
  ARTIST_SHORT("artistName"),
  PODCAST_SHORT("podcastName"),
  LISTENBRAINZ_TRACK("track_metadata");

  private static final Map<String, ExportField> BY_NAME =
      Arrays.stream(values()).collect(Collectors.toMap(field -> field.inFile, Function.identity()));

  private final String inFile;

  ExportField(String inFile) {
    this.inFile = inFile;
  }

  static @Nullable ExportField named(String inFile) {
    return BY_NAME.get(inFile);
  }
}
