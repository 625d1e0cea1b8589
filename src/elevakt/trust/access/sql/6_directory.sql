-- Who answers for what, as every colleague may know it: who leads which school, and what has been given for the organiser as a whole.
-- Who covers, assists or decides somewhere is for whoever leads there: that a pupil has an assistant is of the pupil.
-- Whoever is protected is not named to colleagues, and so is not here either.
set local role :scope;

create or replace function access.answers_for() returns table (what varchar, unit_id uuid, scope varchar, person_id uuid)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if access.side() <> 'staff' or not exists (select from access.my_duty) then return; end if;
  return query
    select reach.basis, reach.unit_id, ''::varchar, reach.person_id
      from access.unit_reach reach join access.staff_card card on card.person_id = reach.person_id
     where reach.organiser_id = access.organiser() and reach.basis = 'leads' and reach.valid_during @> access.now()
    union
    select given.basis, null::uuid, given.scope, given.person_id
      from access."grant" given join access.staff_card card on card.person_id = given.person_id
     where given.organiser_id = access.organiser() and given.valid_during @> access.now()
       and given.basis not in ('covers', 'assists', 'decides')
       and exists (select from people.duty duty where duty.person_id = given.person_id and duty.period @> access.now());
end $$;

revoke all on function access.answers_for() from public;
grant execute on function access.answers_for() to :staff;
set local role :owner;
