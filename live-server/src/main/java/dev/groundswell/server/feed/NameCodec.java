package dev.groundswell.server.feed;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields by which a row is named. */
final class NameCodec {
  /** In place of a text that was not told before: unlike every text, and unlike none. */
  private static final String ABSENT = "\0";

  private NameCodec() {}

  /** Writes what a name consists of and differs from {@code old}, which is of the same kind. */
  static void writeChanges(JsonGenerator json, @Nullable ItemView old, ItemView view)
      throws IOException {
    if (view instanceof TrackView track) {
      TrackView was = (TrackView) old;
      writeText(json, "title", was == null ? ABSENT : was.title(), track.title());
      if (was == null || !was.artists().equals(track.artists())) {
        writeArtists(json, track.artists());
      }
      writeText(json, "url", was == null ? ABSENT : was.url(), track.url());
      writeText(json, "image", was == null ? ABSENT : was.image(), track.image());
    } else if (view instanceof ArtistView artist) {
      ArtistView was = (ArtistView) old;
      writeText(json, "name", was == null ? ABSENT : was.name(), artist.name());
      writeText(json, "url", was == null ? ABSENT : was.url(), artist.url());
      writeText(json, "image", was == null ? ABSENT : was.image(), artist.image());
    } else if (view instanceof GenreView genre) {
      writeText(json, "name", old == null ? ABSENT : ((GenreView) old).name(), genre.name());
    }
  }

  static void writeArtists(JsonGenerator json, List<ArtistName> artists) throws IOException {
    json.writeArrayFieldStart("artists");
    for (ArtistName artist : artists) {
      json.writeStartObject();
      json.writeStringField("id", artist.id());
      json.writeStringField("name", artist.name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private static void writeText(
      JsonGenerator json, String field, @Nullable String old, @Nullable String value)
      throws IOException {
    if (!Objects.equals(old, value)) {
      json.writeStringField(field, value);
    }
  }
}
