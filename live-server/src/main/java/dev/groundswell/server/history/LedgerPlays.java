package dev.groundswell.server.history;

import dev.groundswell.server.history.PlaysPage.Album;
import dev.groundswell.server.history.PlaysPage.Artist;
import dev.groundswell.server.history.PlaysPage.Play;
import dev.groundswell.server.history.PlaysPage.Track;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.ledger.PlayCursor;
import dev.groundswell.server.ledger.PlayEdits;
import dev.groundswell.server.ledger.Plays;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.AlbumTitle;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Plays from the ledger, in the words of the API. */
public final class LedgerPlays implements OwnPlays {
  private final Plays plays;
  private final PlayEdits edits;

  public LedgerPlays(Plays plays, PlayEdits edits) {
    this.plays = plays;
    this.edits = edits;
  }

  @Override
  public Single<PlaysPage> page(long listenerId, int limit, @Nullable String before) {
    return Single.defer(() -> plays.page(listenerId, limit, cursorOf(before)))
        .map(LedgerPlays::pageOf);
  }

  @Override
  public Single<Boolean> delete(long listenerId, String playId) {
    return edits.deletePlay(listenerId, playId);
  }

  @Override
  public Completable changeZone(long listenerId, ZoneId zone) {
    return edits.setZone(listenerId, zone);
  }

  private static @Nullable PlayCursor cursorOf(@Nullable String before) {
    return before == null
        ? null
        : PlayCursor.parse(before)
            .orElseThrow(
                () ->
                    Problem.badValue("before", "Send what a page gave as next, or leave it out.")
                        .asException());
  }

  private static PlaysPage pageOf(Plays.Page page) {
    PlayCursor next = page.next();
    return new PlaysPage(
        page.items().stream().map(LedgerPlays::playOf).toList(), next == null ? null : next.text());
  }

  private static Play playOf(Plays.Play play) {
    return new Play(
        play.id(),
        play.playedAt(),
        play.played().toMillis(),
        play.counted(),
        play.source().label(),
        play.gapBefore(),
        trackOf(play.track()));
  }

  private static Track trackOf(TrackView track) {
    AlbumTitle album = track.album();
    var duration = track.duration();
    return new Track(
        track.id(),
        track.title(),
        track.artists().stream().map(artist -> new Artist(artist.id(), artist.name())).toList(),
        album == null ? null : new Album(album.id(), album.title()),
        duration == null ? null : duration.toMillis(),
        track.url(),
        track.image());
  }
}
