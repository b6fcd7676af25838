-- Simulated listeners and real ones never share a database: the plays of people who do not exist
-- would count beside real ones, and Spotify would be asked about accounts it has never had.

create table installation (
  one       boolean primary key default true check (one),
  simulated boolean not null                  -- whose accounts are in here, for good
);
comment on table installation is 'One row, settled by the first start (see server.ledger.Installation).';
