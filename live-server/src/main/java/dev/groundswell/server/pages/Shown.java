package dev.groundswell.server.pages;

import dev.groundswell.events.Topic.Kind;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.ItemView;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a page shows of an item before any figure.
 *
 * @param by who made it; empty where nobody did or is known
 * @param url where a person can open it, null where nowhere
 */
record Shown(String name, List<ArtistName> by, @Nullable String url, @Nullable String image) {

  /** Where a genre's name begins; catalogues write them small. */
  private static final Pattern CALLED = Pattern.compile("(^|&)\\p{Ll}");

  static Shown of(ItemView item) {
    if (item instanceof TrackView track) {
      return new Shown(track.title(), track.artists(), track.url(), track.image());
    }
    if (item instanceof ArtistView artist) {
      return new Shown(artist.name(), List.of(), artist.url(), artist.image());
    }
    String name = item instanceof GenreView genre ? genre.name() : item.id();
    return new Shown(
        CALLED.matcher(name).replaceAll(start -> start.group().toUpperCase(Locale.ROOT)),
        List.of(),
        null,
        null);
  }

  /** What it is called where nothing stands around it. */
  String heading() {
    String makers = by.stream().map(ArtistName::name).collect(Collectors.joining(", "));
    return makers.isEmpty() ? name : name + " – " + makers;
  }

  /** Who made it, as markup, each linked to a page of their own. */
  String byline() {
    return by.stream()
        .map(
            artist ->
                "<a href=\"%s\"><bdi>%s</bdi></a>"
                    .formatted(
                        Place.path(Kind.ARTISTS, artist.id()), Template.escaped(artist.name())))
        .collect(Collectors.joining(", "));
  }
}
