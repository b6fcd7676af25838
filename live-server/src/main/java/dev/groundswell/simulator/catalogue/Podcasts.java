package dev.groundswell.simulator.catalogue;

import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.chance.Weighted;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Podcasts that nobody ever recorded; each has a new episode every week. */
public final class Podcasts {
  private static final int SHOWS = 40;
  private static final int MEDIAN_LENGTH_MS = 35 * 60_000;
  private static final int SHORTEST_MS = 8 * 60_000;
  private static final int LONGEST_MS = 100 * 60_000;

  private final long seed;
  private final Language spoken;
  private final List<Episode.Show> shows;
  private final Map<String, Episode.Show> byId = new HashMap<>();
  private final Weighted choice =
      Weighted.by(IntStream.range(0, SHOWS).mapToDouble(rank -> 1.0 / (rank + 3)).toArray());

  Podcasts(long seed) {
    this.seed = seed;
    this.spoken = Objects.requireNonNull(WordLists.languages().get("english"));
    this.shows = IntStream.range(0, SHOWS).mapToObj(this::show).toList();
    shows.forEach(show -> byId.put(show.id(), show));
  }

  private Episode.Show show(int index) {
    Chance chance = Chance.of(seed, "show", index);
    return new Episode.Show(index, chance.base62(22), spoken.album(chance), spoken.person(chance));
  }

  /** The podcast with this id, null where there is none. */
  public Episode.@Nullable Show show(String id) {
    return byId.get(id);
  }

  /** A podcast, by popularity. */
  public Episode.Show draw(Chance chance) {
    return shows.get(choice.draw(chance));
  }

  /** The episode of {@code show} that was the newest on {@code day}. */
  public Episode newest(Episode.Show show, LocalDate day) {
    long week = Math.floorDiv(day.toEpochDay() - show.index() % 7, 7);
    Chance chance = Chance.of(seed, "episode", show.index(), week);
    double length = chance.logNormal(MEDIAN_LENGTH_MS, 0.5);
    return new Episode(
        chance.base62(22),
        show,
        spoken.title(chance),
        (int) Math.min(LONGEST_MS, Math.max(SHORTEST_MS, length)),
        LocalDate.ofEpochDay(week * 7 + show.index() % 7));
  }
}
