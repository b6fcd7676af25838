-- When people listen, by their own clocks.

alter table play add column week_hour smallint;  -- as the last change said, 1 to 168; null where unknown

-- What the browser that signs in says; null where it says nothing.
alter table sign_in add column zone text;
