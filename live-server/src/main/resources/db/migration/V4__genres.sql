-- Genres, so that they can be ranked like tracks and artists.

create table genre (
  id        bigint generated always as identity primary key,
  public_id text not null unique,             -- its word in addresses, such as drum-bass
  name      text not null
);

create table artist_tag (
  artist   text not null,                     -- an artist's name, folded (ledger.GenreWords)
  genre_id bigint not null references genre,
  weight   double precision not null check (weight > 0),
  primary key (artist, genre_id)
);
comment on table artist_tag is 'What a host has imported about artists; the heaviest tag is the genre of one whom Spotify gives none.';

alter table artist
  add column spotify_genre_id bigint references genre, -- the first that Spotify names
  add column genre_id         bigint references genre; -- that one, else the heaviest tag

alter table play add column genre_id bigint;  -- as the last change said: the next one takes back exactly this
