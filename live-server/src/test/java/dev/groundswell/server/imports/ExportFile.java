package dev.groundswell.server.imports;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** An export, written row by row as Spotify writes them. */
final class ExportFile {
  private final List<String> rows = new ArrayList<>();

  /** A row with all the fields of today's files. */
  ExportFile play(Instant end, long msPlayed, String track) {
    return row(
        """
        {"ts":"%s","platform":"android","ms_played":%d,"conn_country":"DE","ip_addr":"203.0.113.77",
        "master_metadata_track_name":"Title of %s","master_metadata_album_artist_name":"Artist of %s",
        "master_metadata_album_album_name":"Album of %s","spotify_track_uri":"spotify:track:%s",
        "episode_name":null,"episode_show_name":null,"spotify_episode_uri":null,
        "audiobook_title":null,"audiobook_uri":null,"audiobook_chapter_uri":null,
        "audiobook_chapter_title":null,"reason_start":"trackdone","reason_end":"trackdone",
        "shuffle":false,"skipped":null,"offline":false,"offline_timestamp":0,"incognito_mode":false}
        """
            .formatted(end, msPlayed, track, track, track, track));
  }

  /** A row with all the fields of the older files. */
  ExportFile oldPlay(Instant end, long msPlayed, String track) {
    return row(
        """
        {"ts":"%s","username":"secretname","platform":"iOS","ms_played":%d,"conn_country":"DE",
        "ip_addr_decrypted":"203.0.113.77","user_agent_decrypted":"unknown",
        "master_metadata_track_name":"Title of %s","master_metadata_album_artist_name":"Artist of %s",
        "master_metadata_album_album_name":"Album of %s","spotify_track_uri":"spotify:track:%s",
        "episode_name":null,"episode_show_name":null,"spotify_episode_uri":null,
        "reason_start":"clickrow","reason_end":"endplay","shuffle":true,"skipped":null,
        "offline":null,"offline_timestamp":1480236954983,"incognito_mode":null}
        """
            .formatted(end, msPlayed, track, track, track, track));
  }

  /** A row of account data, which knows neither ids nor seconds. */
  ExportFile shortPlay(Instant end, long msPlayed, String track) {
    return row(
        """
        {"endTime":"%s","artistName":"Artist of %s","trackName":"Title of %s","msPlayed":%d}
        """
            .formatted(end.toString().substring(0, 16).replace('T', ' '), track, track, msPlayed));
  }

  ExportFile row(String json) {
    rows.add(json.strip());
    return this;
  }

  String text() {
    return "[ " + String.join(",\n", rows) + "\n]";
  }

  byte[] bytes() {
    return text().getBytes(StandardCharsets.UTF_8);
  }
}
