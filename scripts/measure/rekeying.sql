-- Multiplies rows by new keys. A key keeps the digits that say when it was made, and so its place in every index: a copy of a
-- case changes eight of the others, a copy of the whole municipality the last eight.
-- Run as superuser in a database that is made for the bench.
create schema bench;

create function bench.of_case(key uuid, copy int) returns uuid language sql immutable strict parallel safe as
 $$ select overlay(key::text placing overlay(left(md5(key::text || copy), 9) placing '-' from 5 for 1) from 20 for 9)::uuid $$;
create function bench.of_world(key uuid, copy int) returns uuid language sql immutable strict parallel safe as
 $$ select (left(key::text, 28) || lpad(to_hex(copy), 8, '0'))::uuid $$;
-- Every key that stands in a text: an answer, the instance of a step.
create function bench.in_world(words text, copy int) returns text language sql immutable strict parallel safe as
 $$ select regexp_replace(words, '([0-9a-f]{8}(?:-[0-9a-f]{4}){4})[0-9a-f]{8}', '\1' || lpad(to_hex(copy), 8, '0'), 'g') $$;
-- A series of numbers is its unit's own: ELEV2 of the third municipality is ELEV14 where there are six units.
create function bench.code(code text, copy int, units int) returns text language sql immutable strict parallel safe as
 $$ select case when code ~ '^ELEV\d' then 'ELEV' || (substring(code from '^ELEV(\d+)')::int + copy * units) || substring(code from '^ELEV\d+(.*)$')
           else code end $$;

-- Every table that belongs to an organiser, and its columns.
create view bench.organiser_column as
 select class.oid as place, space.nspname::text as space, class.relname::text as name, attribute.attname::text as "column", type.typname::text as type, attribute.attnum
   from pg_class class
   join pg_namespace space on space.oid = class.relnamespace
   join pg_attribute attribute on attribute.attrelid = class.oid and attribute.attnum > 0 and not attribute.attisdropped
   join pg_type type on type.oid = attribute.atttypid
  where class.relkind in ('r', 'p') and not class.relispartition
    and space.nspname in ('people', 'access', 'cases', 'records', 'notifications')
    and exists (select from pg_attribute own where own.attrelid = class.oid and own.attname = 'organiser_id');
