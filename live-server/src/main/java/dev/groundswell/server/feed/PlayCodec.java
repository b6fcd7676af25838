package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.groundswell.server.ledger.TrackView;
import java.io.IOException;

/** The data of events that tell sampled plays. */
final class PlayCodec {
  private PlayCodec() {}

  static byte[] play(PlaysFeed.Play play) {
    return JsonLine.versioned(
        json -> {
          json.writeStringField("topic", PlaysFeed.TOPIC);
          writePlay(json, play);
        });
  }

  static byte[] plays(Iterable<PlaysFeed.Play> plays, long asOf, boolean stale) {
    return JsonLine.versioned(
        json -> {
          json.writeStringField("topic", PlaysFeed.TOPIC);
          json.writeStringField("as_of", JsonLine.instant(asOf));
          JsonLine.writeIfTrue(json, "stale", stale);
          json.writeArrayFieldStart("items");
          for (PlaysFeed.Play play : plays) {
            json.writeStartObject();
            writePlay(json, play);
            json.writeEndObject();
          }
          json.writeEndArray();
        });
  }

  private static void writePlay(JsonGenerator json, PlaysFeed.Play play) throws IOException {
    TrackView track = play.track();
    json.writeStringField("at", JsonLine.instant(play.at()));
    json.writeObjectFieldStart("track");
    json.writeStringField("id", track.id());
    json.writeStringField("title", track.title());
    NameCodec.writeArtists(json, track.artists());
    json.writeStringField("url", track.url());
    json.writeStringField("image", track.image());
    json.writeEndObject();
  }
}
