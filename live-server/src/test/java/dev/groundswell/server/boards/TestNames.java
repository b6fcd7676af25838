package dev.groundswell.server.boards;

import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Names of recordings, made up from their numbers. */
public final class TestNames implements TrackNames {
  private volatile String suffix = "";
  private volatile boolean away;
  private volatile int asked;

  @Override
  public Single<Map<Long, TrackView>> tracks(Set<Long> recordings) {
    asked++;
    if (away) {
      return Single.error(new IllegalStateException("the ledger is away"));
    }
    Map<Long, TrackView> tracks = new HashMap<>();
    recordings.forEach(recording -> tracks.put(recording, track(recording)));
    return Single.just(tracks);
  }

  public Catalogue catalogue(Clock clock) {
    return new Catalogue(this, clock, new SplittableRandom(1), Schedulers.computation());
  }

  public void rename(String newSuffix) {
    suffix = newSuffix;
  }

  public void goAway(boolean nowAway) {
    away = nowAway;
  }

  /** How often names were asked for. */
  public int asked() {
    return asked;
  }

  public TrackView track(long recording) {
    String image = recording % 4 == 0 ? null : "https://i.example/" + recording + ".jpg";
    return new TrackView(
        "t" + recording,
        "Title \"" + recording + "\"" + suffix,
        List.of(new ArtistName("a" + recording % 17, "Artist é " + recording % 17)),
        null,
        Duration.ofMinutes(3),
        "https://open.example/track/" + recording,
        image);
  }
}
