package dev.groundswell.server.imports;

import dev.groundswell.server.ledger.PlayedTrack;
import dev.groundswell.server.ledger.Sighting;
import dev.groundswell.server.ledger.Sighting.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of an export that is a play.
 *
 * @param row its number in the file, from 1
 * @param endedAt END in epoch milliseconds, as the file says
 * @param msPlayed how long it was heard, at most a day
 * @param uri {@code spotify:track:...}, or {@code spotify:local:...}; null in account data, which
 *     names tracks by title and artist
 * @param artist the artist of the album, the only one an export names; never null without a URI
 */
record ImportedRow(
    int row,
    long endedAt,
    long msPlayed,
    @Nullable String uri,
    String title,
    @Nullable String artist,
    @Nullable String album) {
  static final String TRACK = "spotify:track:";
  private static final long COUNTS_AFTER_MS = 30_000;

  /** What the ledger is told: END as in the file, START concluded from it. */
  Sighting sighting(long listenerId) {
    long startedAt = endedAt - msPlayed;
    return new Sighting(
        listenerId,
        track(),
        Kind.IMPORTED,
        observation(),
        1,
        Instant.ofEpochMilli(startedAt),
        Instant.ofEpochMilli(endedAt),
        false,
        true,
        Duration.ofMillis(msPlayed),
        msPlayed >= COUNTS_AFTER_MS ? Instant.ofEpochMilli(startedAt + COUNTS_AFTER_MS) : null);
  }

  /** The same row in another file, or the same file again, is the same observation. */
  String observation() {
    String id = id();
    return "import:" + endedAt + ":" + (id != null ? id : uri != null ? uri : words());
  }

  /** Title and artist in few letters, however long they are. */
  private UUID words() {
    return UUID.nameUUIDFromBytes((title + "\n" + artist).getBytes(StandardCharsets.UTF_8));
  }

  private @Nullable String id() {
    return uri != null && uri.startsWith(TRACK) ? uri.substring(TRACK.length()) : null;
  }

  private PlayedTrack track() {
    return new PlayedTrack(
        id(),
        uri,
        title,
        artist == null ? List.of() : List.of(new PlayedTrack.Artist(null, artist, null, null)),
        album == null ? null : new PlayedTrack.Album(null, album, null, null, null),
        null,
        null,
        null,
        null,
        null);
  }
}
