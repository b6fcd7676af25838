package dev.groundswell.simulator.catalogue;

import dev.groundswell.simulator.chance.Chance;
import dev.groundswell.simulator.chance.Weighted;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How popular each track is: the track at rank r is drawn in proportion to (r + 3) to the power
 * -0.9, which is flatter at the head, as charts are.
 *
 * <p>An artist's fame and the track's own luck decide the rank, so a famous artist has many popular
 * tracks, and a few artists have just one.
 */
public final class Charts {
  private static final double SLOPE = -0.9;
  private static final int HEAD = 3;

  private final List<Track> byRank;
  private final double[] weights;
  private final List<Pool> byGenre;
  private final List<Pool> byArtist;

  /** Tracks out of which one is drawn by popularity. */
  private record Pool(List<Track> tracks, Weighted choice, double weight) {}

  Charts(List<Genre> genres, List<Artist> artists, List<Track> tracks, long seed) {
    double[] fame = new double[artists.size()];
    for (int i = 0; i < fame.length; i++) {
      fame[i] = Chance.of(seed, "fame", i).normal(0, 1);
    }
    double[] score = new double[tracks.size()];
    for (int i = 0; i < score.length; i++) {
      Track track = tracks.get(i);
      score[i] =
          fame[track.artist().index()]
              + Chance.of(seed, "luck", i).normal(0, 1.1)
              + (track.album().kind() == Album.Kind.SINGLE ? 0.6 : 0);
    }
    byRank =
        IntStream.range(0, score.length)
            .boxed()
            .sorted(Comparator.comparingDouble((Integer i) -> -score[i]).thenComparing(i -> i))
            .map(tracks::get)
            .toList();
    weights = new double[score.length];
    for (int rank = 0; rank < score.length; rank++) {
      weights[byRank.get(rank).index()] = StrictMath.pow(rank + 1 + HEAD, SLOPE);
    }
    List<List<Track>> ofGenre = IntStream.range(0, genres.size()).mapToObj(i -> empty()).toList();
    List<List<Track>> ofArtist = IntStream.range(0, fame.length).mapToObj(i -> empty()).toList();
    for (Track track : tracks) {
      ofGenre.get(track.artist().genre().index()).add(track);
      ofArtist.get(track.artist().index()).add(track);
    }
    byGenre = ofGenre.stream().map(this::pool).toList();
    byArtist = ofArtist.stream().map(this::pool).toList();
  }

  private static List<Track> empty() {
    return new ArrayList<>();
  }

  private Pool pool(List<Track> tracks) {
    double[] own = tracks.stream().mapToDouble(track -> weights[track.index()]).toArray();
    double sum = 0;
    for (double weight : own) {
      sum += weight;
    }
    return new Pool(List.copyOf(tracks), Weighted.by(own), sum);
  }

  /** The most popular tracks first. */
  public List<Track> byRank() {
    return byRank;
  }

  /** How much a genre is played, relative to the others. */
  public double weight(Genre genre) {
    return byGenre.get(genre.index()).weight();
  }

  /** A track of {@code genre}, by popularity. */
  public Track draw(Genre genre, Chance chance) {
    return draw(byGenre.get(genre.index()), chance);
  }

  /** A track of {@code artist}, by popularity. */
  public Track draw(Artist artist, Chance chance) {
    return draw(byArtist.get(artist.index()), chance);
  }

  private static Track draw(Pool pool, Chance chance) {
    return pool.tracks().get(pool.choice().draw(chance));
  }
}
