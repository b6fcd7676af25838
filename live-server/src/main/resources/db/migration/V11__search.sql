-- Search over the names of the catalogue, with nothing but what every PostgreSQL has.

-- Lower case by Unicode's rules, whatever the database's own locale; where this PostgreSQL has no
-- such collation, by the database's.
-- Not a function in SQL: taken apart by the planner it would seem to cost nothing, and no index
-- would be used.
do $$
declare
  unicode text := (
    select case c.collname when 'pg_c_utf8' then ' collate pg_catalog.pg_c_utf8'
                           else ' collate pg_catalog."und-x-icu"' end
    from pg_collation c
    where c.collnamespace = 'pg_catalog'::regnamespace and c.collname in ('pg_c_utf8', 'und-x-icu')
      and c.collencoding in (-1, (select encoding from pg_database where datname = current_database()))
    order by c.collname limit 1);
begin
  execute format($f$
    create function search_words(name text) returns text
    language plpgsql immutable strict parallel safe cost 1000 as $body$
    begin
      return btrim(left(
        regexp_replace(
          regexp_replace(
            lower(normalize(left(name, 200), NFKD)%s),
            '[\u0300-\u036f]', '', 'g'),
          '[\u0001-\u002f\u003a-\u0060\u007b-\u00bf\u2000-\u206f\u3000-\u303f]+', ' ', 'g'),
        200));
    end $body$ $f$, coalesce(unicode, ''));
end $$;
comment on function search_words is
  'A name as it is searched: its words, without case, accents and punctuation; short enough for any index.';

-- Expressions of built-in functions: what a function of ours called would not be found while an
-- index is built or restored.
create index recording_searched on recording
  using gin (array_to_tsvector(string_to_array(search_words(title), ' ')));
create index recording_begins on recording ((search_words(title) collate "C"));
create index artist_searched on artist
  using gin (array_to_tsvector(string_to_array(search_words(name), ' ')));
create index artist_begins on artist ((search_words(name) collate "C"));
