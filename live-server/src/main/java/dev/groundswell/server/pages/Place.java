package dev.groundswell.server.pages;

import dev.groundswell.events.Topic.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where pages are seen from outside, for those who pass them on and those who index them. */
final class Place {
  private static final Pattern WEB = Pattern.compile("(?i)https?://[^\\s\"<>]+");

  private static final Pattern OWN = Pattern.compile("/(?![/\\\\])[^\\s\"<>]*");

  private final String base;

  /**
   * @param publicUrl without a slash at its end
   */
  Place(URI publicUrl) {
    this.base = publicUrl.toString();
  }

  /**
   * The tags that say where a page is, and which picture goes with it.
   *
   * @param path with its slash, encoded
   * @param image null where there is none
   */
  String tags(String path, @Nullable String image) {
    String url = Template.escaped(base + path);
    String place =
        "<link rel=\"canonical\" href=\"%s\"><meta property=\"og:url\" content=\"%s\">"
            .formatted(url, url);
    String picture = picture(image);
    return picture.isEmpty()
        ? place
        : place
            + "<meta property=\"og:image\" content=\"%s\"><meta name=\"twitter:image\" content=\"%s\">"
                .formatted(Template.escaped(picture), Template.escaped(picture));
  }

  /** An item's address, encoded. */
  static String path(Kind kind, String id) {
    String segment = URLEncoder.encode(id, StandardCharsets.UTF_8).replace("+", "%20");
    return "/" + kind.word() + "/" + segment;
  }

  /** A picture that may stand in a page, of the web or of this site; empty for every other. */
  static String image(@Nullable String image) {
    return image != null && OWN.matcher(image).matches() ? image : link(image);
  }

  /** A link of the catalogue's that may stand in a page; empty for every other. */
  static String link(@Nullable String url) {
    return url != null && WEB.matcher(url).matches() ? url : "";
  }

  /** Whether a link leads to Spotify, whose name then has to stand beside it. */
  static boolean isSpotifys(String link) {
    try {
      String host = URI.create(link).getHost();
      String name = host == null ? "" : host.toLowerCase(Locale.ROOT);
      return name.equals("spotify.com") || name.endsWith(".spotify.com");
    } catch (IllegalArgumentException noUri) {
      return false;
    }
  }

  private String picture(@Nullable String image) {
    String shown = image(image);
    return shown.startsWith("/") ? base + shown : shown;
  }
}
