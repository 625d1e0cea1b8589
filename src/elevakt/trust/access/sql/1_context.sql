-- Who asks, and when. STABLE (never IMMUTABLE) and PARALLEL SAFE; policies write (select access.person()),
-- so that it is one InitPlan and not a call per row. After SET LOCAL an unset value is '' and not null.
grant usage on schema people, access, audit to :staff, :family, :engine;
grant usage on schema audit, access to :web;
grant usage, create on schema access to :scope;
grant usage on schema people, audit to :scope;

create or replace function access.person() returns uuid language sql stable parallel safe as
 $$ select nullif(current_setting('app.person_id', true), '')::uuid $$;
create or replace function access.organiser() returns uuid language sql stable parallel safe as
 $$ select nullif(current_setting('app.organiser_id', true), '')::uuid $$;
create or replace function access.side() returns text language sql stable parallel safe as
 $$ select nullif(current_setting('app.side', true), '') $$;
-- Null without an actor: every period is then closed.
create or replace function access.now() returns timestamptz language sql stable parallel safe as
 $$ select nullif(current_setting('app.now', true), '')::timestamptz $$;
create or replace function access.today() returns date language sql stable parallel safe as
 $$ select (access.now() at time zone 'Europe/Stockholm')::date $$;

-- Swedish order without a locale of the machine: the letters after z are mapped to the characters after z in "C".
-- The same function lies in elevakt.trust.people.rules.names; a test holds them together.
create or replace function access.sort_key(words text) returns text
 language sql immutable strict parallel safe as $$
  select lower(regexp_replace(normalize(translate(normalize(words, NFC),
    'åÅäÄæÆöÖøØőŐüÜűŰðÐđĐłŁßþÞœŒ', '{{||||}}}}}}yyyyddddllstt}}'), NFD),
    U&'[\0300-\036f]', '', 'g') collate "C") collate "C" $$;
