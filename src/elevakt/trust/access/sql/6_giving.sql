-- Who may give a basis by an act: an administrator for a scope, and whoever leads for what is there. Nobody opens a door for herself: what would give the giver or her kin more to read waits for
-- a second person, and that one is neither the receiver, nor the giver, nor kin of either.
grant select on access.grant_proposal, access.grant_answer to :scope;
grant select on access."grant", access.grant_proposal, access.grant_answer to :staff;
grant insert on access."grant", access.grant_proposal, access.grant_answer to :staff;
grant select, insert on access.grant_proposal, access.grant_answer to :engine;

set local role :scope;

-- Kin as far as the roster knows: oneself, guardian and child, and those who have a child together. Also when it has ended.
create or replace function access.are_kin(one uuid, other uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select one = other
  or exists (select from people.responsible home
              where home.organiser_id = access.organiser() and (home.guardian_id, home.pupil_id) in ((one, other), (other, one)))
  or exists (select from people.responsible mine join people.responsible theirs on theirs.pupil_id = mine.pupil_id
              where mine.organiser_id = access.organiser() and mine.guardian_id = one and theirs.guardian_id = other)
$$;

create or replace function access.is_administrator() returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select exists (select from access.my_grant where basis = 'administrator' and scope = '')
$$;

-- Whether one leads a unit, where a group is, or the unit of a pupil. Never of one's own kin: beside kin nobody leads (4_bases.sql).
create or replace function access.leads_for(taught uuid, pupil uuid, unit uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select exists (select from people."group" grp join access.my_unit led on led.unit_id = grp.school_unit_id and led.basis = 'leads'
                 where grp.id = taught and grp.organiser_id = access.organiser())
     or exists (select from access.my_pupil mine where mine.pupil_id = leads_for.pupil and mine.basis = 'leads')
     or exists (select from access.my_unit led where led.unit_id = leads_for.unit and led.basis = 'leads')
$$;

-- Whether somebody has a duty at a unit now; of one role, if it is said which.
create or replace function access.works_at(person uuid, unit uuid, duty_role text default null) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select exists (select from people.duty duty
   where duty.person_id = person and duty.school_unit_id = unit and duty.organiser_id = access.organiser() and duty.period @> access.now()
     and (works_at.duty_role is null or duty.duty_role = works_at.duty_role))
$$;

-- Whether what is given is one's own to give. What is for a group, a pupil or a unit holds from now at the earliest, and has its end.
-- To let somebody decide is for the principal alone, not for a deputy or whoever stands in, and it is for one who works at the unit.
create or replace function access.may_give(basis text, person uuid, taught uuid, pupil uuid, unit uuid, valid_during tstzrange) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select case when basis in ('covers', 'assists', 'decides')
             then lower(valid_during) >= access.now() and upper(valid_during) is not null and access.leads_for(taught, pupil, unit)
              and (basis <> 'decides' or access.works_at(access.person(), unit, 'Rektor') and access.works_at(person, unit))
             else access.is_administrator() end
$$;

-- The groups of a unit that somebody teaches now, for whoever leads it: who is away is covered in all of them at once.
create or replace function access.taught_by(teacher uuid, unit uuid) returns setof uuid
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select distinct grp.id from people.duty duty
   join people.activity_teacher teaching on teaching.duty_id = duty.id and teaching.period @> access.now()
   join people.activity_group taught on taught.activity_id = teaching.activity_id
   join people."group" grp on grp.id = taught.group_id and grp.school_unit_id = unit
  where duty.person_id = teacher and duty.organiser_id = access.organiser()
    and exists (select from access.my_unit led where led.unit_id = unit and led.basis = 'leads')
$$;

-- Who leads where these work; where none of them works at a school, whoever leads one: a role for the whole organiser reaches all.
create or replace function access.lead_over(staff uuid[]) returns setof uuid
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 with place as (
   select duty.school_unit_id from people.duty duty
    where duty.person_id = any(staff) and duty.organiser_id = access.organiser() and duty.school_unit_id is not null
      and duty.period @> access.now())
 select distinct reach.person_id from access.unit_reach reach
  where reach.organiser_id = access.organiser() and reach.basis = 'leads' and reach.valid_during @> access.now()
    and (reach.unit_id in (select school_unit_id from place) or not exists (select from place))
$$;

-- Who may be the second person: another administrator, an officer of the organiser, or whoever leads where the receiver or the
-- giver works.
create or replace function access.who_may_second(proposal uuid) returns setof uuid
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select one.person_id from access.grant_proposal asked, lateral (
     select given.person_id from access."grant" given
      where given.organiser_id = asked.organiser_id and given.valid_during @> access.now()
        and (given.basis = 'officer' or given.basis = 'administrator' and given.scope = '')
     union
     select access.lead_over(array[asked.person_id, asked.proposed_by_id])) one
  where asked.id = proposal and asked.organiser_id = access.organiser()
    and coalesce(upper(asked.valid_during) > access.now(), true)
    and not exists (select from access.grant_answer answer where answer.id = asked.id)
    and not access.are_kin(one.person_id, asked.person_id) and not access.are_kin(one.person_id, asked.proposed_by_id)
    and exists (select from people.duty duty where duty.person_id = one.person_id and duty.period @> access.now())
$$;

create or replace function access.may_second(proposal uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select access.side() = 'staff' and access.person() in (select access.who_may_second(proposal))
$$;

-- Whether one has proposed it, or it is for oneself: then one is told what was answered.
create or replace function access.have_proposed(proposal uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select access.side() = 'staff' and exists (select from access.grant_proposal asked
   where asked.id = proposal and access.person() in (asked.proposed_by_id, asked.person_id))
$$;

-- Who reaches the pupils of a unit, and how many, for whoever leads it; and who works in how many of the cases there that she reads.
-- A case that is kept from her is in no number.
create or replace function access.reach_of(unit uuid)
 returns table (person_id uuid, basis varchar, reached bigint, until timestamptz)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.my_unit led where led.unit_id = unit and led.basis = 'leads') then return; end if;
  return query
    select edge.person_id, edge.basis, count(distinct edge.pupil_id),
           case when bool_or(upper(edge.valid_during) is null) then null else max(upper(edge.valid_during)) end
      from people.enrolment enrolled join access.edge edge on edge.pupil_id = enrolled.person_id
     where enrolled.school_unit_id = unit and enrolled.period @> access.now() and edge.side = 'staff' and edge.valid_during @> access.now()
     group by edge.person_id, edge.basis
    union all
    select reader.person_id, reader.basis, count(distinct reader.matter_id),
           case when bool_or(upper(reader.valid_during) is null) then null else max(upper(reader.valid_during)) end
      from access.matter matter join access.matter_reader reader on reader.matter_id = matter.id
     where matter.led_by_unit_id = unit and reader.side = 'staff' and reader.basis in ('participates', 'officer', 'decides') and reader.valid_during @> access.now()
       and exists (select from access.my_reading mine where mine.matter_id = matter.id and mine.may_write and mine.about_person_id is null)
       and exists (select from people.duty duty where duty.person_id = reader.person_id and duty.period @> access.now())
     group by reader.person_id, reader.basis;
end $$;

-- Who leads which unit now, for the machinery that reminds. Whoever stands in is not asked to sign for another.
create or replace function access.leads_now() returns table (person_id uuid, unit_id uuid)
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select distinct duty.person_id, duty.school_unit_id from people.duty duty
  where duty.organiser_id = access.organiser() and duty.school_unit_id is not null and duty.period @> access.now()
    and duty.duty_role = 'Rektor'
$$;

revoke all on function access.reach_of(uuid), access.leads_now() from public;
grant execute on function access.reach_of(uuid) to :staff;
grant execute on function access.leads_now() to :engine;
revoke all on function access.are_kin(uuid, uuid), access.is_administrator(), access.may_second(uuid), access.who_may_second(uuid),
  access.lead_over(uuid[]), access.leads_for(uuid, uuid, uuid), access.works_at(uuid, uuid, text), access.may_give(text, uuid, uuid, uuid, uuid, tstzrange), access.taught_by(uuid, uuid), access.have_proposed(uuid) from public;
grant execute on function access.taught_by(uuid, uuid), access.have_proposed(uuid), access.leads_for(uuid, uuid, uuid), access.works_at(uuid, uuid, text), access.may_give(text, uuid, uuid, uuid, uuid, tstzrange) to :staff;
grant execute on function access.are_kin(uuid, uuid), access.is_administrator(), access.may_second(uuid) to :staff;
grant execute on function access.who_may_second(uuid), access.lead_over(uuid[]) to :engine;
set local role :owner;

-- What is for a group, a pupil or a unit is told to whoever leads there, and to no administrator: that a pupil has an assistant is of the pupil.
create policy administers on access."grant" for select to :staff using (
     person_id = (select access.person())
  or basis not in ('covers', 'assists', 'decides') and (select access.is_administrator())
  or basis in ('covers', 'assists', 'decides') and access.leads_for(group_id, pupil_id, unit_id));
create policy gives on access."grant" for insert to :staff with check (
     given_by_id = (select access.person()) and second_person_id is null
 and access.may_give(basis, person_id, group_id, pupil_id, unit_id, valid_during) and not access.are_kin(given_by_id, person_id));
create policy seconds on access."grant" for insert to :staff with check (
     second_person_id = (select access.person())
 and exists (select from access.grant_proposal asked join access.grant_answer answer on answer.id = asked.id and answer.is_confirmed
              where asked.id = "grant".id and answer.answered_by_id = (select access.person())
                and (asked.person_id, asked.basis, asked.scope, asked.group_id, asked.pupil_id, asked.unit_id, asked.valid_during, asked.proposed_by_id, asked.reason)
                  is not distinct from ("grant".person_id, "grant".basis, "grant".scope, "grant".group_id, "grant".pupil_id, "grant".unit_id, "grant".valid_during, "grant".given_by_id, "grant".reason)));

create policy administers on access.grant_proposal for select to :staff using (
     person_id = (select access.person()) or proposed_by_id = (select access.person()) or access.may_second(id)
  or basis not in ('covers', 'assists', 'decides') and (select access.is_administrator())
  or exists (select from access.grant_answer answer where answer.id = grant_proposal.id and answer.answered_by_id = (select access.person())));
create policy proposes on access.grant_proposal for insert to :staff with check (
     proposed_by_id = (select access.person()) and proposed_at = (select access.now())
 and access.may_give(basis, person_id, group_id, pupil_id, unit_id, valid_during));
create policy administers on access.grant_answer for select to :staff using (
     answered_by_id = (select access.person()) or (select access.is_administrator()) or access.have_proposed(id));
create policy seconds on access.grant_answer for insert to :staff with check (
     answered_by_id = (select access.person()) and answered_at = (select access.now()) and access.may_second(id));
