-- Polling: shared among servers, and with a count of calls that outlives them.

create table poll_lease (
  shard  smallint primary key references shard,
  holder text,                                -- the server that polls this shard's listeners
  until  timestamptz
) with (fillfactor = 10);
comment on table poll_lease is 'Who polls whom. Saved states are taken from the holder alone.';
insert into poll_lease (shard) select generate_series(0, 15);

create table poll_server (
  server text primary key,
  until  timestamptz not null                 -- counted among the living until then
);
comment on table poll_server is 'The servers that share the listeners among them.';

create table spotify_calls (
  endpoint text not null,                     -- class of endpoints that share a limit
  minute   timestamptz not null,
  calls    integer not null,
  primary key (endpoint, minute)
) with (fillfactor = 50);
comment on table spotify_calls is 'Calls made on behalf of the developer account, by all servers, of the last day.';

create index gap_found on gap (found_at);
