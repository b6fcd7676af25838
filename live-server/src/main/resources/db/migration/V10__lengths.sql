-- How long the track of a play is, so that a play and a skip can be told apart.

alter table play add column length_ms bigint; -- as the last change said: the next one takes back exactly this
