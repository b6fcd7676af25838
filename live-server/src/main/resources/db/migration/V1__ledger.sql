-- The ledger: PostgreSQL is the truth, everything else is derived from it.
-- Instants are timestamptz; anything secret is ciphertext (AES-256-GCM, see server.account).

create table shard (
  shard smallint primary key check (shard between 0 and 15),
  seq   bigint not null default 0             -- the last change committed in this shard
) with (fillfactor = 10);                     -- updated by every commit: room for versions in the page
comment on table shard is 'One row a shard. Its row lock makes seq dense and in commit order.';
insert into shard (shard) select generate_series(0, 15);

create table shard_lease (
  shard  smallint primary key references shard,
  holder text,                                -- the server that publishes this shard
  until  timestamptz
) with (fillfactor = 10);
comment on table shard_lease is 'Who publishes a shard. Apart from shard, so that renewing never waits for a commit.';
insert into shard_lease (shard) select generate_series(0, 15);

create table relay_server (
  server text primary key,
  until  timestamptz not null                 -- counted among the living until then
);
comment on table relay_server is 'The servers that share the shards among them.';

create sequence run_fence;
comment on sequence run_fence is 'Numbers the runs of the stream jobs, so that an old run cannot overwrite a newer one''s boards.';

-- People -------------------------------------------------------------------------------------

create table listener (
  id         bigint generated always as identity primary key,
  key        bigint not null unique,          -- random; the only name outside the ledger
  shard      smallint not null references shard,
  trends     boolean not null default false,  -- has chosen to be part of public figures
  zone       text not null default 'UTC',
  created_at timestamptz not null,
  erasure    text                             -- receipt of the erase that is going on; nothing more is taken
);
create index listener_erasure on listener (erasure) where erasure is not null;

create table listener_secret (
  listener_id bigint primary key references listener on delete cascade,
  key_id      text not null,                  -- which SECRET_KEY wrapped it
  wrapped     bytea not null                  -- the listener's own data key; destroying it is the first act of an erase
);

create table account (
  id                bigint generated always as identity primary key,
  listener_id       bigint not null references listener on delete cascade,
  provider          text not null check (provider in ('spotify')),
  subject_hash      bytea not null,           -- keyed hash of the provider's id, to find it at sign-in
  subject           bytea not null,           -- the provider's id, encrypted
  display_name      bytea,                    -- encrypted
  scope             text not null,
  consented_at      timestamptz not null,
  access_token      bytea,                    -- encrypted
  access_expires_at timestamptz,
  refresh_token     bytea,                    -- encrypted
  state             text not null default 'active' check (state in ('active', 'expired', 'refused')),
  state_since       timestamptz not null,
  unique (provider, subject_hash)
);
create index account_listener on account (listener_id);

create table session (
  token_hash   bytea primary key,
  listener_id  bigint not null references listener on delete cascade,
  csrf_hash    bytea not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null
);
create index session_listener on session (listener_id);
create index session_expiry on session (expires_at);

create table sign_in (
  state_hash   bytea primary key,             -- of OAuth's state parameter
  browser_hash bytea not null,                -- of the cookie of the browser that began
  verifier     bytea not null,                -- PKCE code verifier, encrypted
  trends       boolean not null,
  expires_at   timestamptz not null
);
create index sign_in_expiry on sign_in (expires_at);

-- What was played ------------------------------------------------------------------------------

create table artist (
  id         bigint generated always as identity primary key,
  public_id  text not null unique,
  spotify_id text unique,
  name       text not null,
  url        text,
  image      text
);
create unique index artist_by_name on artist (name) where spotify_id is null;

create table album (
  id         bigint generated always as identity primary key,
  public_id  text not null unique,
  spotify_id text unique,
  words      text unique,                     -- title and main artist: the name of an album without an id
  title      text not null,
  url        text,
  image      text,
  released   text                             -- as precise as the source says: 1977, 1977-05, 1977-05-27
);

create table recording (
  id          bigint generated always as identity primary key,
  public_id   text not null unique,
  title       text not null,
  album_id    bigint references album,
  duration_ms bigint,
  url         text,
  image       text,
  explicit    boolean,
  updated_at  timestamptz not null
);
comment on table recording is 'What was played, whoever names it.';

create table recording_name (
  kind         text not null check (kind in ('spotify', 'uri', 'isrc', 'musicbrainz', 'words')),
  value        text not null,
  recording_id bigint not null references recording,
  primary key (kind, value)
);
comment on table recording_name is 'Names by which sources know a recording. spotify and uri identify it; the others come with later sources.';
create index recording_name_recording on recording_name (recording_id);

create table recording_artist (
  recording_id bigint not null references recording,
  place        smallint not null,             -- 0 is the main artist
  artist_id    bigint not null references artist,
  primary key (recording_id, place)
);
create index recording_artist_artist on recording_artist (artist_id);

-- Plays ----------------------------------------------------------------------------------------

create table sighting (
  id           bigint generated always as identity primary key,
  listener_id  bigint not null references listener on delete cascade,
  recording_id bigint not null references recording,
  kind         text not null check (kind in ('live', 'history', 'submitted', 'imported')),
  observation  text not null,                 -- what the source calls it; the same word again is the same sighting
  revision     integer not null default 1,    -- a later revision of one observation supersedes the earlier
  started_at   timestamptz not null,
  ended_at     timestamptz not null,          -- so far, or as the source says
  knows_start  boolean not null,              -- which of the two the source really told
  knows_end    boolean not null,
  heard_ms     bigint not null,               -- how long it was heard, so far
  counted_at   timestamptz,                   -- when 30 s (or half of a shorter track) had been heard
  removed      boolean not null default false, -- its play was deleted by the listener; it stays deleted
  seen_at      timestamptz not null,
  unique (listener_id, observation, revision)
);
comment on table sighting is 'One source''s word of a play. Append-only, but for removed.';
create index sighting_neighbourhood on sighting (listener_id, recording_id, started_at);

create table play (
  id           bigint generated always as identity primary key,
  public_id    text not null unique,
  listener_id  bigint not null references listener on delete cascade,
  recording_id bigint not null references recording,
  first_sighting_id bigint not null,          -- the earliest sighting gives the play its identity
  played_at    timestamptz not null,          -- START
  ended_at     timestamptz not null,
  counted_at   timestamptz,                   -- event time; null while it does not count
  ms_played    bigint not null,
  source       text not null check (source in ('spotify', 'submitted', 'imported')),
  trends       boolean not null,              -- part of public figures
  artist_ids   bigint[] not null,             -- as the last change said: the next one takes back exactly this
  album_id     bigint,
  rev          integer not null
);
comment on table play is 'The facts: a deterministic function of a listener''s sightings. Deleted plays are not here.';
create unique index play_identity on play (first_sighting_id);
create index play_history on play (listener_id, played_at desc, id desc);
create index play_recording on play (listener_id, recording_id, played_at);
create index play_counted on play (counted_at) where counted_at is not null and trends;

create table change (
  shard        smallint not null,
  seq          bigint not null,
  day          date not null,                 -- of the commit, UTC; the partition
  committed_at timestamptz not null,
  listener_id  bigint,                        -- null once voided
  body         text not null,                 -- the bytes the jobs read (events.ChangeCodec)
  primary key (shard, seq, day)
) partition by range (day);
comment on table change is 'What the ledger tells the jobs, kept 8 days in daily partitions.';
create index change_listener on change (listener_id);

create table gap (
  id          bigint generated always as identity primary key,
  listener_id bigint not null references listener on delete cascade,
  from_at     timestamptz not null,
  until_at    timestamptz not null,
  reason      text not null,
  found_at    timestamptz not null
);
create index gap_listener on gap (listener_id, until_at desc);

-- Collecting -----------------------------------------------------------------------------------

create table poll_state (
  listener_id     bigint primary key references listener on delete cascade,
  known           text not null,              -- what the detector remembers, as JSON (poll.DetectorCodec)
  history_after   timestamptz,                -- newest played_at taken from recently-played
  next_poll_at    timestamptz not null,
  next_history_at timestamptz not null
);
create index poll_state_due on poll_state (next_poll_at);

create table breaker (
  endpoint   text primary key,                -- class of endpoints that share a limit
  open_until timestamptz not null,
  reason     text not null
);

create table erasure (
  receipt      text primary key,              -- what the erased person holds
  shard        smallint not null,
  requested_at timestamptz not null,
  seq          bigint,                        -- the erase change
  rows_gone_at timestamptz,
  bytes_gone_at timestamptz
);
comment on table erasure is 'Receipts of erasures; holds nothing of the person.';
