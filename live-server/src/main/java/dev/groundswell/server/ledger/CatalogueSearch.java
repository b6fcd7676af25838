package dev.groundswell.server.ledger;

import dev.groundswell.events.Topic.Kind;
import io.reactivex.rxjava3.core.Single;
import io.vertx.rxjava3.sqlclient.Pool;
import io.vertx.rxjava3.sqlclient.Tuple;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * Finds recordings, artists and genres by how words of their names begin, no matter how they are
 * cased, accented or punctuated. Words of a recording may also be its artist's.
 *
 * <p>First what is called exactly so, then what begins so, then what has all the words somewhere,
 * then what has some of them in its artist's name. Of the last two only the first {@value
 * #CANDIDATES} that the index gives are looked at, so that a search costs the same in a large
 * catalogue.
 */
public final class CatalogueSearch {
  private static final int CANDIDATES = 400;

  /** Recordings whose artist has all the words, or some of them, and the title the others. */
  private static final String BY_ARTIST =
      """

        union
        (select id, words from (
           select r.id, search_words(r.title) collate "C" as words, a.name
           from (
             (select id, name from artist
              where array_to_tsvector(string_to_array(search_words(name), ' '))
                @@ (select lexemes from asked) limit %1$d)
             union
             (select id, name from artist
              where array_to_tsvector(string_to_array(search_words(name), ' '))
                @@ (select either from asked) limit %1$d)
           ) a
           cross join lateral (
             select recording_id from recording_artist where artist_id = a.id limit %1$d) c
           join recording r on r.id = c.recording_id
           limit 2 * %1$d) candidate
         where array_to_tsvector(string_to_array(words || ' ' || search_words(name), ' '))
           @@ (select lexemes from asked))"""
          .formatted(CANDIDATES);

  /** Names are compared as the indexes hold them; {@code U+10FFFF} is behind everything. */
  private static final String SEARCH =
      """
      with asked as materialized (
        select words, (
          select string_agg('''' || word || ''':*', ' & ')::tsquery
          from unnest(string_to_array(words, ' ')) word) as lexemes, (
          select string_agg('''' || word || ''':*', ' | ')::tsquery
          from unnest(string_to_array(words, ' ')) word) as either
        from search_words($1) words where words <> ''
      ), found as (
        (select id, search_words(%1$s) collate "C" as words from %2$s
         where search_words(%1$s) collate "C" >= (select words from asked)
           and search_words(%1$s) collate "C" < (select words || U&'\\+10FFFF' from asked)
         order by search_words(%1$s) collate "C" limit $2)
        union
        (select id, search_words(%1$s) collate "C" from %2$s
         where array_to_tsvector(string_to_array(search_words(%1$s), ' '))
           @@ (select lexemes from asked) limit %3$d)%4$s
      )
      select id from found, asked
      order by found.words <> asked.words, not starts_with(found.words, asked.words),
        not array_to_tsvector(string_to_array(found.words, ' ')) @@ lexemes, length(found.words), found.words, id
      limit $2
      """;

  private final Pool pool;

  public CatalogueSearch(Pool pool) {
    this.pool = pool;
  }

  /**
   * The ledger's numbers of what was found, best first.
   *
   * @param words as somebody wrote them; where none is left without punctuation, nothing is found
   * @param limit how many at most
   */
  public Single<List<Long>> find(Kind kind, String words, int limit) {
    return pool.preparedQuery(sql(kind))
        .rxExecute(Tuple.of(words, limit))
        .map(
            rows ->
                StreamSupport.stream(rows.spliterator(), false)
                    .map(row -> row.getLong(0))
                    .toList());
  }

  static String sql(Kind kind) {
    return switch (kind) {
      case TRACKS -> SEARCH.formatted("title", "recording", CANDIDATES, BY_ARTIST);
      case ARTISTS -> SEARCH.formatted("name", "artist", CANDIDATES, "");
      case GENRES -> SEARCH.formatted("name", "genre", CANDIDATES, "");
    };
  }
}
