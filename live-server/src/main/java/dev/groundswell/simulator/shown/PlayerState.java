package dev.groundswell.simulator.shown;

import dev.groundswell.simulator.catalogue.Advert;
import dev.groundswell.simulator.catalogue.Episode;
import dev.groundswell.simulator.catalogue.Playable;
import dev.groundswell.simulator.listening.Setting;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a player shows: the fields of /me/player.
 *
 * @param progressMs may lie past the item's end
 * @param item null for an advertisement, and where Spotify does not say
 * @param timestamp when the state last changed, as Spotify believes
 * @param setting the device, the context, the modes, and whether the session is private
 */
public record PlayerState(
    boolean playing,
    @Nullable Integer progressMs,
    @Nullable Playable item,
    Kind kind,
    Instant timestamp,
    Setting setting) {

  /** Kinds of what a player plays. */
  public enum Kind {
    TRACK,
    EPISODE,
    AD,
    UNKNOWN;

    /** As Spotify calls it. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Kind of(Playable item) {
      if (item instanceof Episode) {
        return EPISODE;
      }
      return item instanceof Advert ? AD : TRACK;
    }
  }

  static PlayerState of(boolean playing, int progressMs, Playable item, long at, Setting how) {
    Kind kind = Kind.of(item);
    return new PlayerState(
        playing, progressMs, kind == Kind.AD ? null : item, kind, Instant.ofEpochMilli(at), how);
  }

  /** This state, of an item that is not told. */
  PlayerState withoutItem(boolean withoutProgress) {
    return new PlayerState(
        playing, withoutProgress ? null : progressMs, null, Kind.UNKNOWN, timestamp, setting);
  }
}
