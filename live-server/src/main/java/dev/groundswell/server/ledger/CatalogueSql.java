package dev.groundswell.server.ledger;

/**
 * The statements by which {@link CatalogueWriter} and its parts learn; each takes any number of
 * rows.
 */
final class CatalogueSql {
  /** Later commits in the same log are flushed to disk, and this one with them. */
  static final String TAKE_TURN =
      """
      select set_config('synchronous_commit', 'off', true),
        set_config('lock_timeout', '5s', true), set_config('statement_timeout', '10s', true),
        pg_advisory_xact_lock(hashtext('catalogue'))
      """;

  /** A name without an id becomes the first artist with an id who bears it. */
  static final String ADOPT_ARTISTS =
      """
      update artist a set spotify_id = g.spotify_id
      from (select name, min(spotify_id) as spotify_id
            from unnest($1::text[], $2::text[]) as v (spotify_id, name) group by name) g
      where a.name = g.name and a.spotify_id is null
        and not exists (select 1 from artist o where o.spotify_id = g.spotify_id)
        and not exists (select 1 from artist o where o.name = g.name and o.spotify_id is not null)
      """;

  static final String UPSERT_ARTISTS =
      """
      with given as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
          as v (public_id, spotify_id, name, url, image)),
      nameless as (
        insert into artist (public_id, name, url, image)
        select public_id, name, url, image from given g where spotify_id is null
          and (select count(*) from artist o where o.name = g.name and o.spotify_id is not null) <> 1
        on conflict (name) where spotify_id is null do nothing)
      insert into artist as a (public_id, spotify_id, name, url, image)
      select public_id, spotify_id, name, url, image from given where spotify_id is not null
      on conflict (spotify_id) do update set name = excluded.name,
        url = coalesce(excluded.url, a.url), image = coalesce(excluded.image, a.image)
      where (a.name, a.url, a.image) is distinct from
        (excluded.name, coalesce(excluded.url, a.url), coalesce(excluded.image, a.image))
      """;

  static final String FIND_ARTISTS =
      """
      select id, 'id:' || spotify_id as name from artist
      where spotify_id in (select substr(n, 4) from unnest($1::text[]) n where n like 'id:%')
      union all
      select coalesce(
          (select min(o.id) from artist o where o.name = n.name and o.spotify_id is not null
           having count(*) = 1),
          (select o.id from artist o where o.name = n.name and o.spotify_id is null)),
        'name:' || n.name
      from (select substr(n, 6) as name from unnest($1::text[]) n where n like 'name:%') n
      """;

  static final String UPSERT_ALBUMS =
      """
      with given as (
        select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[],
          $6::text[], $7::text[]) as v (public_id, spotify_id, words, title, url, image, released)),
      nameless as (
        insert into album (public_id, words, title, url, image, released)
        select public_id, words, title, url, image, released from given where spotify_id is null
        on conflict (words) do nothing)
      insert into album as a (public_id, spotify_id, title, url, image, released)
      select public_id, spotify_id, title, url, image, released
      from given where spotify_id is not null
      on conflict (spotify_id) do update set title = excluded.title,
        url = coalesce(excluded.url, a.url), image = coalesce(excluded.image, a.image),
        released = coalesce(excluded.released, a.released)
      where (a.title, a.url, a.image, a.released) is distinct from
        (excluded.title, coalesce(excluded.url, a.url), coalesce(excluded.image, a.image),
         coalesce(excluded.released, a.released))
      """;

  static final String FIND_ALBUMS =
      """
      select id, 'id:' || spotify_id as name from album
      where spotify_id in (select substr(n, 4) from unnest($1::text[]) n where n like 'id:%')
      union all
      select id, 'words:' || words from album
      where words in (select substr(n, 7) from unnest($1::text[]) n where n like 'words:%')
      """;

  /** A recording known by words alone is that of the first id whose track has these words. */
  static final String ADOPT_RECORDINGS =
      """
      insert into recording_name (kind, value, recording_id)
      select 'spotify', g.value, w.recording_id
      from (select distinct on (words) value, words
            from unnest($1::text[], $2::text[]) as v (value, words)
            where not exists (
              select from recording_name k where k.kind = 'spotify' and k.value = v.value)
            order by words, value) g
      join recording_name w on w.kind = 'words' and w.value = g.words
      where not exists (
        select from recording_name o
        where o.recording_id = w.recording_id and o.kind in ('spotify', 'uri'))
      """;

  static final String FIND_RECORDINGS =
      """
      select n.kind, n.value, n.recording_id, r.album_id,
        array(select c.artist_id from recording_artist c where c.recording_id = n.recording_id
              order by c.place) as artist_ids
      from unnest($1::text[], $2::text[]) as k (kind, value)
      join recording_name n on n.kind = k.kind and n.value = k.value
      join recording r on r.id = n.recording_id
      """;

  static final String INSERT_RECORDINGS =
      """
      insert into recording (public_id, title, album_id, duration_ms, url, image, explicit,
        updated_at)
      select v.*, $8 from unnest($1::text[], $2::text[], $3::bigint[], $4::bigint[], $5::text[],
        $6::text[], $7::boolean[]) as v
      returning id, public_id
      """;

  static final String REFRESH_RECORDINGS =
      """
      update recording r set title = v.title, album_id = coalesce(v.album_id, r.album_id),
        duration_ms = coalesce(v.duration_ms, r.duration_ms), url = coalesce(v.url, r.url),
        image = coalesce(v.image, r.image), explicit = coalesce(v.explicit, r.explicit),
        updated_at = $8
      from unnest($1::bigint[], $2::text[], $3::bigint[], $4::bigint[], $5::text[], $6::text[],
        $7::boolean[]) as v (id, title, album_id, duration_ms, url, image, explicit)
      where r.id = v.id
        and (r.title, r.album_id, r.duration_ms, r.url, r.image, r.explicit) is distinct from
        (v.title, coalesce(v.album_id, r.album_id), coalesce(v.duration_ms, r.duration_ms),
         coalesce(v.url, r.url), coalesce(v.image, r.image), coalesce(v.explicit, r.explicit))
      """;

  static final String INSERT_NAMES =
      """
      insert into recording_name (kind, value, recording_id)
      select * from unnest($1::text[], $2::text[], $3::bigint[])
      on conflict (kind, value) do nothing
      """;

  static final String INSERT_CREDITS =
      """
      insert into recording_artist (recording_id, place, artist_id)
      select * from unnest($1::bigint[], $2::int[], $3::bigint[])
      """;

  private CatalogueSql() {}
}
