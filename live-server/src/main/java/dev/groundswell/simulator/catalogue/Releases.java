package dev.groundswell.simulator.catalogue;

import dev.groundswell.simulator.chance.Chance;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * New singles: one every two hours, for ever.
 *
 * <p>They are made up when somebody asks and kept nowhere: number, date and title follow from the
 * seed, and the ids carry the number.
 */
public final class Releases {
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration EVERY = Duration.ofHours(2);
  private static final int LATEST_MINUTE = 60;
  private static final int MOST = 1_000_000;

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int NUMBER_DIGITS = 6;
  private static final BigInteger IDS = BigInteger.valueOf(DIGITS.length()).pow(NUMBER_DIGITS);

  /** Spreads the numbers over all ids; shares no factor with how many there are. */
  private static final BigInteger SPREAD = BigInteger.valueOf(23_456_789_017L);

  private static final BigInteger GATHER = SPREAD.modInverse(IDS);

  private final long seed;
  private final List<Artist> artists;
  private final List<Language> languages;
  private final int firstIndex;

  /**
   * @param languages of each artist
   * @param firstIndex of the first release, among tracks
   */
  Releases(long seed, List<Artist> artists, List<Language> languages, int firstIndex) {
    this.seed = seed;
    this.artists = List.copyOf(artists);
    this.languages = List.copyOf(languages);
    this.firstIndex = firstIndex;
  }

  /** The number of the last release at {@code at}; -1 where there has been none. */
  public int lastBy(Instant at) {
    long number = Math.floorDiv(Duration.between(FIRST, at).toMillis(), EVERY.toMillis());
    int last = (int) Math.max(-1, Math.min(MOST - 1, number));
    return last >= 0 && releasedAt(last).isAfter(at) ? last - 1 : last;
  }

  /** When the single with this number comes out. */
  public Instant releasedAt(int number) {
    int minute = chance("minute", number).below(LATEST_MINUTE);
    return FIRST.plus(EVERY.multipliedBy(number)).plus(Duration.ofMinutes(minute));
  }

  /** The single with this number. */
  public Track track(int number) {
    Chance chance = chance("single", number);
    int by = chance.below(artists.size());
    String title = languages.get(by).title(chance);
    Album album = album(number, artists.get(by), title);
    return new Track(
        firstIndex + number,
        id("release", number),
        title,
        List.of(album.artist()),
        album,
        1,
        150_000 + chance.below(75_000),
        "XGNEW%02d%05d".formatted(album.released().getYear() % 100, number % 100_000),
        chance.happens(0.12));
  }

  private Album album(int number, Artist by, String title) {
    LocalDate date = LocalDate.ofInstant(releasedAt(number), ZoneOffset.UTC);
    return new Album(
        firstIndex + number,
        id("cover", number),
        title,
        by,
        Album.Kind.SINGLE,
        date,
        Album.Precision.DAY,
        firstIndex + number,
        1);
  }

  /** The single with this id, null where there is none. */
  @Nullable Track track(String id) {
    int number = number(id);
    return number >= 0 && id("release", number).equals(id) ? track(number) : null;
  }

  /** The release with this id, null where there is none. */
  @Nullable Album album(String id) {
    int number = number(id);
    return number >= 0 && id("cover", number).equals(id) ? track(number).album() : null;
  }

  /** The track of {@code album}, which is a release. */
  Track trackOf(Album album) {
    return track(album.firstTrack() - firstIndex);
  }

  private Chance chance(String what, int number) {
    return Chance.of(seed, "release's " + what, number);
  }

  private String id(String what, int number) {
    long digits = BigInteger.valueOf(number).multiply(SPREAD).mod(IDS).longValue();
    var id = new StringBuilder();
    for (int i = 0; i < NUMBER_DIGITS; i++) {
      id.append(DIGITS.charAt((int) (digits % DIGITS.length())));
      digits /= DIGITS.length();
    }
    return id + chance(what, number).base62(22 - NUMBER_DIGITS);
  }

  /** The number that {@code id} carries, -1 where it carries none. */
  private static int number(String id) {
    long digits = 0;
    for (int i = Math.min(NUMBER_DIGITS, id.length()) - 1; i >= 0; i--) {
      int digit = DIGITS.indexOf(id.charAt(i));
      if (digit < 0) {
        return -1;
      }
      digits = digits * DIGITS.length() + digit;
    }
    BigInteger number = BigInteger.valueOf(digits).multiply(GATHER).mod(IDS);
    return number.compareTo(BigInteger.valueOf(MOST)) < 0 ? number.intValue() : -1;
  }
}
