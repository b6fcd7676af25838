-- Histories that their owners bring: what was read of a file waits here until the lane has written it.

create table import (
  id          bigint generated always as identity primary key,
  public_id   text not null unique,
  listener_id bigint not null references listener on delete cascade,
  state       text not null check (state in ('receiving', 'running', 'done', 'failed', 'cancelled')),
  dry_run     boolean not null,
  created_at  timestamptz not null,
  finished_at timestamptz,
  total       integer not null default 0,     -- rows in the file = stored + merged + skipped + failed, once done
  stored      integer not null default 0,
  merged      integer not null default 0,
  failed      integer not null default 0,
  skipped     text not null default '{}',     -- counts by reason, as JSON
  errors      text not null default '[]',     -- the first rows that could not be taken, as JSON
  chunks      integer not null default 0,
  place       integer not null default 0,     -- the chunk that comes next
  mark        bigint,                         -- the newest sighting when this place was reached: what is newer came from it
  worked_at   timestamptz not null,           -- who has waited longest is next
  holder      text,                           -- the server that is writing a chunk of it
  held_until  timestamptz
);
comment on table import is 'A history that its owner brought, and how far it is in the ledger.';
create index import_listener on import (listener_id, id);
create index import_turn on import (worked_at) where state = 'running';
create index import_receiving on import (created_at) where state = 'receiving';

create table import_chunk (
  import_id bigint not null references import on delete cascade,
  place     integer not null,
  rows      text not null,                    -- some plays, as JSON (imports.RowsCodec); no addresses, no account names
  primary key (import_id, place)
);
comment on table import_chunk is 'Rows that wait for the ledger; each goes when it is written.';

-- An export names artists without ids: the one artist known by the name is meant.
create index artist_named on artist (name) where spotify_id is not null;
