package dev.groundswell.simulator.faults;

import java.util.List;
import java.util.Locale;

/** Classes of endpoints, which Spotify limits one by one. */
public enum Endpoint {
  ME,
  PLAYER,
  CURRENTLY_PLAYING,
  RECENTLY_PLAYED,
  TRACKS,
  ARTISTS,
  ALBUMS,
  PLAYLISTS,
  SEARCH,
  /** A code for a token. */
  SIGN_IN,
  /** A refresh token for an access token. */
  REFRESH,
  OTHER;

  /** The class of a path of the Web API. */
  public static Endpoint ofPath(String path) {
    List<String> part = List.of(path.split("/", -1));
    String first = part.size() > 2 ? part.get(2) : "";
    return switch (first) {
      case "me" -> ofMe(part.subList(3, part.size()));
      case "tracks" -> TRACKS;
      case "artists" -> ARTISTS;
      case "albums" -> ALBUMS;
      case "playlists" -> PLAYLISTS;
      case "search" -> SEARCH;
      default -> OTHER;
    };
  }

  private static Endpoint ofMe(List<String> rest) {
    return switch (String.join("/", rest)) {
      case "" -> ME;
      case "player" -> PLAYER;
      case "player/currently-playing" -> CURRENTLY_PLAYING;
      case "player/recently-played" -> RECENTLY_PLAYED;
      case "playlists" -> PLAYLISTS;
      default -> OTHER;
    };
  }

  /** As it is written in orders and reports. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
