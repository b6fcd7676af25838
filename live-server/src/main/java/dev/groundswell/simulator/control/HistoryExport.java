package dev.groundswell.simulator.control;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.groundswell.simulator.catalogue.Episode;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.listening.Play;
import dev.groundswell.simulator.listening.Playback;
import dev.groundswell.simulator.population.Listener;
import io.reactivex.rxjava3.core.Flowable;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A listener's plays in the form of Spotify's extended export, {@code Streaming_History_Audio}: one
 * JSON array, the oldest first, each line with the END of a play. Adverts and local files are not
 * in it; private sessions are, and say so.
 */
final class HistoryExport {
  private static final Duration DAY = Duration.ofDays(1);

  /** How far back the play before the first of a day is looked for. */
  private static final Duration CONTEXT = Duration.ofMinutes(1);

  private final Playback heard;

  HistoryExport(Playback heard) {
    this.heard = heard;
  }

  /** The plays of {@code listener} that ended in the {@code days} before {@code now}, by days. */
  Flowable<String> of(Listener listener, int days, Instant now) {
    Instant from = now.minus(DAY.multipliedBy(days));
    Flowable<String> lines =
        Flowable.range(0, days)
            .map(day -> day(listener, from.plus(DAY.multipliedBy(day))))
            .filter(part -> !part.isEmpty());
    // The comma belongs before each part but the first.
    return Flowable.concat(
        Flowable.just("["),
        lines.zipWith(Flowable.range(0, days), (part, i) -> (i == 0 ? "\n" : ",\n") + part),
        Flowable.just("\n]\n"));
  }

  private String day(Listener listener, Instant from) {
    Instant to = from.plus(DAY);
    List<Play> plays = heard.history(listener, from.minus(CONTEXT), to);
    var lines = new StringJoiner(",\n").setEmptyValue("");
    for (int i = 0; i < plays.size(); i++) {
      Play play = plays.get(i);
      boolean inside = play.end().isAfter(from) && !play.end().isAfter(to);
      if (inside && (play.item() instanceof Track || play.item() instanceof Episode)) {
        lines.add(row(play, i == 0 ? null : plays.get(i - 1)).toString());
      }
    }
    return lines.toString();
  }

  private static ObjectNode row(Play play, @Nullable Play before) {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("ts", play.end().truncatedTo(ChronoUnit.SECONDS).toString());
    row.put("platform", play.setting().device().type().toLowerCase(Locale.ROOT));
    row.put("ms_played", play.heardMs());
    // Addresses and countries that belong to nobody.
    row.put("conn_country", "ZZ");
    row.put("ip_addr", "192.0.2.1");
    Track track = play.item() instanceof Track it ? it : null;
    row.put("master_metadata_track_name", track == null ? null : track.title());
    row.put("master_metadata_album_artist_name", track == null ? null : track.artist().name());
    row.put("master_metadata_album_album_name", track == null ? null : track.album().title());
    row.put("spotify_track_uri", track == null ? null : track.uri());
    Episode episode = play.item() instanceof Episode it ? it : null;
    row.put("episode_name", episode == null ? null : episode.title());
    row.put("episode_show_name", episode == null ? null : episode.show().name());
    row.put("spotify_episode_uri", episode == null ? null : episode.uri());
    row.putNull("audiobook_title").putNull("audiobook_uri");
    row.putNull("audiobook_chapter_uri").putNull("audiobook_chapter_title");
    row.put("reason_start", reasonToStart(play, before));
    row.put("reason_end", reasonToEnd(play));
    row.put("shuffle", play.setting().shuffle());
    row.put("skipped", play.ending() == Play.Ending.SKIPPED);
    row.put("offline", false);
    row.put("offline_timestamp", play.startAt() / 1_000);
    row.put("incognito_mode", play.setting().privately());
    return row;
  }

  private static String reasonToStart(Play play, @Nullable Play before) {
    if (before == null || play.startAt() - before.endAt() >= 1_000) {
      return "clickrow";
    }
    return before.ending() == Play.Ending.SKIPPED ? "fwdbtn" : "trackdone";
  }

  private static String reasonToEnd(Play play) {
    return switch (play.ending()) {
      case FINISHED -> "trackdone";
      case SKIPPED -> "fwdbtn";
      case STOPPED -> "logout";
    };
  }
}
