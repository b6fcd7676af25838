package dev.groundswell.server.boards;

import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import io.reactivex.rxjava3.core.Single;
import io.reactivex.rxjava3.schedulers.Schedulers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Names of whatever is ranked, made up from their numbers. */
public final class TestNames {
  private volatile String suffix = "";
  private volatile boolean away;
  private volatile int asked;

  private <V> Single<Map<Long, V>> find(Set<Long> items, Function<Long, V> view) {
    asked++;
    if (away) {
      return Single.error(new IllegalStateException("the ledger is away"));
    }
    return Single.just(items.stream().collect(Collectors.toMap(item -> item, view)));
  }

  public Catalogue catalogue(Clock clock) {
    Names names =
        new Names(
            items -> find(items, this::track),
            items -> find(items, this::artist),
            items -> find(items, this::genre));
    return new Catalogue(names, clock, new SplittableRandom(1), Schedulers.computation());
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

  public ArtistView artist(long artist) {
    String url = "https://open.example/artist/" + artist;
    return new ArtistView("a" + artist, "Artist é " + artist + suffix, url, null);
  }

  public GenreView genre(long genre) {
    return new GenreView("genre-" + genre, "Genre " + genre + suffix);
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
