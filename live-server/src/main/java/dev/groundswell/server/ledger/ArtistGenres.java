package dev.groundswell.server.ledger;

import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Row;
import io.vertx.rxjava3.sqlclient.SqlConnection;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which genre an artist has: the first that Spotify names, else the heaviest tag that was imported,
 * else none. The statements on {@code genre}, {@code artist_tag} and the genres of {@code artist}.
 */
final class ArtistGenres {
  private static final String LEARN =
      """
      insert into genre (public_id, name)
      select distinct on (public_id) public_id, name
      from unnest($1::text[], $2::text[]) as v (public_id, name) order by public_id, name
      on conflict (public_id) do nothing
      """;

  private static final String SET_SPOTIFYS =
      """
      update artist a set spotify_genre_id = g.id
      from unnest($1::bigint[], $2::text[]) as v (artist_id, public_id)
      join genre g on g.public_id = v.public_id
      where a.id = v.artist_id and a.spotify_genre_id is distinct from g.id
      """;

  /** An artist of whom there are recordings may have plays: they are noted to follow. */
  private static final String CLASSIFY =
      """
      with changed as (
        update artist a set genre_id = v.genre_id
        from (
          select given.artist_id, coalesce(known.spotify_genre_id, (
            select t.genre_id from artist_tag t join genre g on g.id = t.genre_id
            where t.artist = given.folded order by t.weight desc, g.public_id limit 1)) as genre_id
          from unnest($1::bigint[], $2::text[]) as given (artist_id, folded)
          join artist known on known.id = given.artist_id) v
        where a.id = v.artist_id and a.genre_id is distinct from v.genre_id
        returning a.id),
      noted as (
        insert into late_genre (artist_id)
        select id from changed
        where exists (select from recording_artist r where r.artist_id = id and r.place = 0)
        on conflict (artist_id) do update set noted_at = excluded.noted_at)
      select count(*) from changed
      """;

  private ArtistGenres() {}

  /** An artist by number, and what is known of it: its name, or the genre that Spotify names. */
  record Word(long artist, String word) {}

  /** Makes sure that these genres are there, by their names as they are shown. */
  static Completable learn(SqlConnection connection, Collection<String> names) {
    return names.isEmpty()
        ? Completable.complete()
        : connection
            .preparedQuery(LEARN)
            .rxExecute(
                Columns.of(List.copyOf(names)).texts(GenreWords::slug).texts(name -> name).with())
            .ignoreElement();
  }

  /** Notes which genre Spotify names for these artists. */
  static Completable setSpotifys(SqlConnection connection, List<Word> genres) {
    return genres.isEmpty()
        ? Completable.complete()
        : learn(connection, genres.stream().map(Word::word).toList())
            .andThen(
                connection
                    .preparedQuery(SET_SPOTIFYS)
                    .rxExecute(
                        Columns.of(genres)
                            .longs(Word::artist)
                            .texts(genre -> GenreWords.slug(genre.word()))
                            .with()))
            .ignoreElement();
  }

  /** Decides the genres of these artists anew; answers how many have another one now. */
  static Single<Integer> classify(SqlConnection connection, List<Word> artistNames) {
    return artistNames.isEmpty()
        ? Single.just(0)
        : connection
            .preparedQuery(CLASSIFY)
            .rxExecute(
                Columns.of(artistNames)
                    .longs(Word::artist)
                    .texts(name -> GenreWords.folded(name.word()))
                    .with())
            .map(changed -> changed.iterator().next().getLong(0).intValue());
  }

  /** The genres of these artists; those without one are missing. */
  static Single<Map<Long, Long>> of(SqlConnection connection, Collection<Long> artists) {
    return connection
        .preparedQuery(
            "select id, genre_id from artist where id = any($1) and genre_id is not null")
        .rxExecute(Tuple.wrap(new Object[] {artists.toArray(Long[]::new)}))
        .map(
            rows -> {
              Map<Long, Long> genres = new HashMap<>();
              for (Row row : rows) {
                genres.put(row.getLong("id"), row.getLong("genre_id"));
              }
              return genres;
            });
  }
}
