package dev.groundswell.simulator.http.pages;

import static dev.groundswell.simulator.http.pages.Html.escape;

import dev.groundswell.simulator.catalogue.Album;
import dev.groundswell.simulator.catalogue.Artist;
import dev.groundswell.simulator.catalogue.Catalogue;
import dev.groundswell.simulator.catalogue.Track;
import dev.groundswell.simulator.population.Population;
import io.vertx.rxjava3.ext.web.Router;
import io.vertx.rxjava3.ext.web.RoutingContext;
import java.util.stream.Collectors;

/** Covers, and what stands where Spotify has its player's pages. */
public final class PageRoutes {
  private final Catalogue catalogue;
  private final Population population;

  public PageRoutes(Catalogue catalogue, Population population) {
    this.catalogue = catalogue;
    this.population = population;
  }

  public void mount(Router router) {
    router.get("/image/:file").handler(this::image);
    router.get("/track/:id").handler(this::track);
    router.get("/album/:id").handler(this::album);
    router.get("/artist/:id").handler(this::artist);
  }

  private void image(RoutingContext context) {
    String file = context.pathParam("file");
    String id = file.endsWith(".svg") ? file.substring(0, file.length() - 4) : "";
    if (catalogue.album(id) == null
        && catalogue.artist(id) == null
        && catalogue.podcasts().show(id) == null
        && population.byId(id) == null) {
      context.fail(404);
      return;
    }
    context
        .response()
        .putHeader("Content-Type", "image/svg+xml")
        .putHeader("Cache-Control", "public, max-age=31536000, immutable")
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader("Cross-Origin-Resource-Policy", "cross-origin")
        .end(CoverArt.svg(id));
  }

  private void track(RoutingContext context) {
    Track track = catalogue.track(context.pathParam("id"));
    if (track == null) {
      context.fail(404);
      return;
    }
    String by = track.artists().stream().map(Artist::name).collect(Collectors.joining(", "));
    send(context, track.title(), by + " · " + track.album().title(), track.album().id());
  }

  private void album(RoutingContext context) {
    Album album = catalogue.album(context.pathParam("id"));
    if (album == null) {
      context.fail(404);
      return;
    }
    String line = album.artist().name() + " · " + album.releaseDate();
    send(context, album.title(), line, album.id());
  }

  private void artist(RoutingContext context) {
    Artist artist = catalogue.artist(context.pathParam("id"));
    if (artist == null) {
      context.fail(404);
      return;
    }
    send(context, artist.name(), artist.genre().name(), artist.id());
  }

  private static void send(RoutingContext context, String title, String line, String imageId) {
    String body =
        """
        <img src="../image/%s.svg" width="300" height="300" alt="">
        <h1>%s</h1>
        <p>%s</p>
        <p>This is made up. There is nothing to hear: a simulator stands in for Spotify.</p>
        """
            .formatted(imageId, escape(title), escape(line));
    context
        .response()
        .putHeader("Content-Type", "text/html; charset=utf-8")
        .end(Html.page(title, body));
  }
}
