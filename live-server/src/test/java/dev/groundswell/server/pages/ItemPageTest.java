package dev.groundswell.server.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.groundswell.events.Figure;
import dev.groundswell.events.Figures;
import dev.groundswell.events.Topic.Kind;
import dev.groundswell.events.Window;
import dev.groundswell.server.feed.Portrait;
import dev.groundswell.server.ledger.ArtistView;
import dev.groundswell.server.ledger.GenreView;
import dev.groundswell.server.ledger.TrackView;
import dev.groundswell.server.ledger.TrackView.ArtistName;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ItemPageTest {
  private static final String HOSTILE =
      "</script><script>alert(1)</script> \"' onload=x & %COVER% <!--%SNAPSHOT%--> \u202Egnirts";
  private static final Place PLACE = new Place(URI.create("https://trends.example"));
  private static final Figures HOUR =
      Figures.of(Figure.PLAYS, 12_345, Figure.LISTENERS, 678).with(Figure.RANK, 3);

  @Test
  void namesAndFiguresStandInThePageInTheWayOfItsLanguage() {
    String page = german(track("Wellen", "https://i.example/1.jpg"), Figures.NONE, HOUR);
    assertThat(page)
        .contains("<title>Wellen – Mara: Test</title>")
        .contains("<h1>Wellen</h1>")
        .contains("<a href=\"/artists/a%201\"><bdi>Mara</bdi></a>")
        .contains("id=\"plays-1h\">12.345<", "id=\"listeners-1h\">678<", "id=\"rank-1h\">3<")
        .contains("id=\"plays-7d\">–<")
        .contains("data-told=\"figures\"", "data-at=\"spotify\"")
        .contains("<img src=\"https://i.example/1.jpg\" width=\"232\" height=\"232\" alt=\"\"")
        .contains("<link rel=\"canonical\" href=\"https://trends.example/tracks/t%2F1\">")
        .contains("<meta property=\"og:image\" content=\"https://i.example/1.jpg\">");
  }

  @Test
  void aHostileNameIsATextAndNothingElse() {
    String page = german(track(HOSTILE, "javascript:alert(1)"), Figures.NONE, HOUR);
    assertThat(page)
        .contains("<h1>&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39; onload=x")
        .contains("%COVER% &lt;!--%SNAPSHOT%--&gt; \u202Egnirts</h1>")
        .doesNotContain("<script")
        .doesNotContain("javascript:")
        .doesNotContain("og:image");
  }

  @Test
  void belowTheMinimumItSaysHowManyMoreItTakes() {
    Figures needed = Figures.of(Figure.NEEDED, 4);
    assertThat(german(track("Wellen", null), needed, Figures.NONE))
        .contains("data-told=\"needed\"", "id=\"needed\">4<", "id=\"plays-1h\">–<");
  }

  @Test
  void howManyListenNowIsThereWhereItIsTold() {
    TrackView track = track("Wellen", null);
    Figures facts = Figures.of(Figure.LISTENERS, 9_000, Figure.LISTENING, 1_200);
    assertThat(german(track, facts, HOUR)).contains("id=\"listening-now\">1.200<");
    assertThat(german(track, Figures.NONE, HOUR)).contains("id=\"listening-now\"><");
  }

  @Test
  void aPictureOfThisSiteIsNamedInFull() {
    ArtistView artist = new ArtistView("a", "Mara", "https://notspotify.com/1", "/art/1.svg");
    Portrait portrait = new Portrait(artist, Figures.NONE, Map.of(), Optional.empty());
    assertThat(page(Kind.ARTISTS, portrait))
        .contains("content=\"https://trends.example/art/1.svg\"")
        .contains("data-at=\"elsewhere\"", "data-told=\"waiting\"")
        .contains("<title>Mara: Test</title>");
  }

  @Test
  void aGenreIsCalledAsOneCallsIt() {
    GenreView genre = new GenreView("r-b", "r&b");
    Portrait portrait = new Portrait(genre, Figures.NONE, Map.of(), Optional.empty());
    assertThat(page(Kind.GENRES, portrait)).contains("<h1>R&amp;B</h1>", "href=\"\"");
  }

  private static TrackView track(String title, String image) {
    String url = "https://open.spotify.com/track/1";
    List<ArtistName> artists = List.of(new ArtistName("a 1", "Mara"));
    return new TrackView("t/1", title, artists, null, null, url, image);
  }

  private static String german(TrackView track, Figures facts, Figures hour) {
    Map<Window, Figures> windows = hour.equals(Figures.NONE) ? Map.of() : Map.of(Window.H1, hour);
    return page(Kind.TRACKS, new Portrait(track, facts, windows, Optional.empty()));
  }

  private static String page(Kind kind, Portrait portrait) {
    byte[] file =
        Webroot.read("test-webroot").files().get(kind.word().replaceFirst("s$", "") + ".html");
    Template template = new Template(new String(file, StandardCharsets.UTF_8));
    return new ItemPage(kind, template, Locale.GERMAN).of(portrait, PLACE);
  }
}
