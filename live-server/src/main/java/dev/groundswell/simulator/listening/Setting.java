package dev.groundswell.simulator.listening;

import dev.groundswell.simulator.population.Listener;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How something is heard: on what, out of which collection of tracks, in which mode.
 *
 * @param context null where a track was picked by itself
 * @param shuffle whether the context is played in another than its own order
 * @param privately whether the listener has asked that it be kept in no history
 */
public record Setting(
    Listener.Device device,
    @Nullable Context context,
    boolean shuffle,
    Repeat repeat,
    boolean privately) {

  /** What starts again when it ends. */
  public enum Repeat {
    OFF,
    CONTEXT,
    TRACK;

    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The collection of tracks that is being played.
   *
   * @param type in Spotify's words: album, artist, playlist
   * @param id like Spotify's: 22 digits and letters
   */
  public record Context(String type, String id) {
    public String uri() {
      return "spotify:" + type + ":" + id;
    }
  }

  Setting repeating(Repeat what) {
    return new Setting(device, context, shuffle, what, privately);
  }

  Setting inPrivate() {
    return new Setting(device, context, shuffle, repeat, true);
  }
}
