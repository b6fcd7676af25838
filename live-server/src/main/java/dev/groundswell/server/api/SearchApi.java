package dev.groundswell.server.api;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.boards.NameSearch;
import dev.groundswell.server.http.Problem;
import dev.groundswell.server.http.PublicAnswer;
import dev.groundswell.server.http.PublicReads;
import dev.groundswell.server.http.Query;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Search over the names of tracks, artists and genres. */
public final class SearchApi {
  private static final String PATH = "/api/v1/search";
  private static final Duration MAX_AGE = Duration.ofMinutes(1);
  private static final int MOST = 25;
  private static final int USUAL = 5;

  private final NameSearch search;

  public SearchApi(NameSearch search) {
    this.search = search;
  }

  /** What was found, of each kind that was asked for, best first. */
  private record Found(
      @Nullable List<TrackHit> tracks,
      @Nullable List<NamedHit> artists,
      @Nullable List<NamedHit> genres) {}

  private record TrackHit(
      String id,
      String title,
      List<ArtistName> artists,
      @Nullable String url,
      @Nullable String image) {}

  private record NamedHit(String id, String name, @Nullable String url, @Nullable String image) {}

  public void mount(Router router) {
    PublicReads.allowFromAnywhere(router, PATH);
    router.get(PATH).handler(this::send);
  }

  private void send(RoutingContext ctx) {
    Query query = Query.of(ctx, "q", "kinds", "limit");
    String words = words(query);
    Set<Kind> kinds = kinds(query);
    int limit = query.number("limit", 1, MOST, USUAL);
    var unused =
        search
            .find(kinds, words, limit)
            .map(SearchApi::found)
            .subscribe(found -> PublicAnswer.send(ctx, found, MAX_AGE), ctx::fail);
  }

  private static Found found(Map<Kind, List<ItemView>> hits) {
    List<ItemView> tracks = hits.get(Kind.TRACKS);
    return new Found(
        tracks == null ? null : tracks.stream().map(SearchApi::track).toList(),
        namedHits(hits.get(Kind.ARTISTS)),
        namedHits(hits.get(Kind.GENRES)));
  }

  private static TrackHit track(ItemView item) {
    TrackView track = (TrackView) item;
    return new TrackHit(track.id(), track.title(), track.artists(), track.url(), track.image());
  }

  private static @Nullable List<NamedHit> namedHits(@Nullable List<ItemView> items) {
    return items == null ? null : items.stream().map(SearchApi::namedHit).toList();
  }

  private static NamedHit namedHit(ItemView item) {
    return item instanceof ArtistView artist
        ? new NamedHit(artist.id(), artist.name(), artist.url(), artist.image())
        : new NamedHit(item.id(), ((GenreView) item).name(), null, null);
  }

  private static String words(Query query) {
    String words = query.text("q");
    if (words == null || words.length() > NameSearch.LONGEST || words.indexOf('\0') >= 0) {
      throw Problem.badValue(
              "q", "Send what to search for, 1 to " + NameSearch.LONGEST + " characters.")
          .asException();
    }
    return words;
  }

  private static Set<Kind> kinds(Query query) {
    String text = query.text("kinds");
    if (text == null) {
      return EnumSet.allOf(Kind.class);
    }
    Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    for (String word : text.split(",", -1)) {
      kinds.add(Kind.of(word).orElseThrow(() -> noKind().asException()));
    }
    return kinds;
  }

  private static Problem noKind() {
    String known = Arrays.stream(Kind.values()).map(Kind::word).collect(Collectors.joining(", "));
    return Problem.badValue("kinds", "Send some of " + known + ", separated by commas.");
  }
}
