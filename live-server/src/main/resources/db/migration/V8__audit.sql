-- What follows from the ledger is kept in line with it: genres of plays, and the boards.

create table late_genre (
  artist_id bigint primary key references artist on delete cascade,
  noted_at  timestamptz not null default now()
);
comment on table late_genre is 'Artists of whom there were recordings when their genre changed: plays have yet to follow.';

create table audit_lease (
  one    boolean primary key default true check (one),
  holder text,                                -- the server that audits the boards
  until  timestamptz
);
insert into audit_lease default values;

create table jobs_rebuild (
  id           bigint generated always as identity primary key,
  requested_at timestamptz not null default now(),
  reason       text not null
);
comment on table jobs_rebuild is 'Requests to the jobs to forget their state and build every board from the ledger. Runs that began later have done so.';
