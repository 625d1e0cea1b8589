-- When and on which basis somebody reaches another: what the edges are made by (4_edges.sql, which also says who may call these).
set local role :scope;

-- Ten working days before a group starts its teachers may prepare; without a holiday in between that is fourteen days.
create or replace function access.opens_early(period tstzrange) returns tstzrange language sql immutable parallel safe as
 $$ select case when isempty(period) then period else tstzrange(lower(period) - interval '14 days', upper(period)) end $$;

-- The stretch after a moment that lies between two terms of a unit: until the next term begins, and a hundred days at most. Empty
-- where a term goes on, or none has been.
create or replace function access.between_terms(unit uuid, since timestamptz) returns tstzrange language sql stable as $$
  with term as (
    select starts_on::timestamp at time zone 'Europe/Stockholm' as begins, (ends_on + 1)::timestamp at time zone 'Europe/Stockholm' as ends
      from people.calendar_period where school_unit_id = unit and kind = 'term')
  select case when bool_or(begins < since) and not bool_or(begins < since and since < ends)
              then tstzrange(since, least(since + interval '100 days', min(begins) filter (where begins >= since)))
              else 'empty' end
    from term $$;

-- Nobody knows by duty the home, the protection or the log of a pupil whom she is, or has been, responsible for: such a duty
-- gives no more than teaching does.
create or replace function access.beside_kin(basis text, person uuid, pupil uuid) returns text language sql stable as
 $$ select case when exists (select from people.responsible kin where kin.guardian_id = person and kin.pupil_id = pupil)
             then 'teaches' else basis end $$;

-- Who leads a unit: its principal, and its deputies. SS 12000 has no role for a deputy, only "Övrig arbetsledning", which is also
-- the caretakers' manager and whoever leads a team; so the duty must itself be described as the deputy's.
create or replace function access.is_lead(duty people.duty) returns boolean language sql immutable as
 $$ select duty.duty_role = 'Rektor' or duty.duty_role = 'Övrig arbetsledning' and lower(btrim(duty.description)) = 'biträdande rektor' $$;

set local role :owner;
