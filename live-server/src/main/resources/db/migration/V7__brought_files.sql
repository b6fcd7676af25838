-- Histories without ids: a track is known by its title and main artist too, the first bearer's.

insert into recording_name (kind, value, recording_id)
select distinct on (w.words) 'words', w.words, w.id
from (select r.id, left(r.title || chr(10) || a.name, 500) as words
        from recording r
        join recording_artist c on c.recording_id = r.id and c.place = 0
        join artist a on a.id = c.artist_id) w
order by w.words, w.id
on conflict (kind, value) do nothing;

alter table import
  add column files text not null default '[]', -- what was read of a ZIP, with its rows, as JSON
  -- its files that are no history: how many, and the first by name, as JSON
  add column passed text not null default '{"count":0,"names":[]}';
