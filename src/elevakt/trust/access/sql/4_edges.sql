-- Edges follow the roster. Each recalculation is idempotent: it takes away the edges of the pupils concerned and makes them
-- again from the tables. The triggers are statement-level, so that a whole import costs one recalculation per statement.
set local role :scope;

create or replace function access.recalculate_edges(pupils uuid[]) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(cardinality(pupils), 0) = 0 then return; end if;
  delete from access.edge where pupil_id = any(pupils);
  insert into access.edge (id, organiser_id, person_id, pupil_id, basis, side, source_id, valid_during)
  with mentored as materialized (
    select member.organiser_id, duty.person_id, member.person_id as pupil_id, role.id as source_id, grp.school_unit_id as unit_id,
           member.period * role.period * grp.period as during, duty.period as employed
      from people.group_membership member
      join people."group" grp on grp.id = member.group_id
      join people.assignment_role role on role.group_id = member.group_id and role.role_type = 'Mentor'
      join people.duty duty on duty.id = role.duty_id
     where member.person_id = any(pupils) and not isempty(member.period * role.period * grp.period))
  select gen_random_uuid(), found.organiser_id, found.person_id, found.pupil_id, found.basis, found.side, found.source_id, found.valid_during
    from (
      select distinct on (person_id, pupil_id, basis, source_id, valid_during) * from (
        select member.organiser_id, duty.person_id, member.person_id as pupil_id, 'teaches' as basis, 'staff' as side,
               teacher.id as source_id,
               access.opens_early(member.period * teacher.period * activity.period * grp.period) * duty.period as valid_during
          from people.group_membership member
          join people."group" grp on grp.id = member.group_id
          join people.activity_group taught on taught.group_id = member.group_id
          join people.activity activity on activity.id = taught.activity_id
          join people.activity_teacher teacher on teacher.activity_id = activity.id
          join people.duty duty on duty.id = teacher.duty_id
         where member.person_id = any(pupils)
        union all
        -- School-age educare and preschool: whoever is assigned a group there, and whoever works in educare reaches its pupils at the unit.
        select member.organiser_id, duty.person_id, member.person_id, 'cares', 'staff', role.id,
               access.opens_early(member.period * role.period * grp.period) * duty.period
          from people.group_membership member
          join people."group" grp on grp.id = member.group_id
          join people.assignment_role role on role.group_id = member.group_id and role.role_type in ('Förskollärare', 'Barnskötare', 'Fritidspedagog')
          join people.duty duty on duty.id = role.duty_id
         where member.person_id = any(pupils)
        union all
        select enrolled.organiser_id, duty.person_id, enrolled.person_id, 'cares', 'staff', duty.id, enrolled.period * duty.period
          from people.enrolment enrolled
          join people.duty duty on duty.school_unit_id = enrolled.school_unit_id and duty.duty_role = 'Fritidspedagog'
         where enrolled.person_id = any(pupils) and enrolled.school_type in ('FTH', 'OPPFTH')
        union all
        -- The school administrator: who the pupils are, and never her own kin.
        select enrolled.organiser_id, duty.person_id, enrolled.person_id, 'administers', 'staff', duty.id, enrolled.period * duty.period
          from people.enrolment enrolled
          join people.duty duty on duty.school_unit_id = enrolled.school_unit_id and duty.duty_role = 'Skoladministratör'
         where enrolled.person_id = any(pupils)
           and not exists (select from people.responsible kin where kin.guardian_id = duty.person_id and kin.pupil_id = enrolled.person_id)
        union all
        select organiser_id, person_id, pupil_id, access.beside_kin('mentors', person_id, pupil_id), 'staff', source_id,
               access.opens_early(during) * employed
          from mentored
        union all
        -- Between terms the last mentor stays until the next begins, while she works here and the pupil is at the school.
        select gone.organiser_id, gone.person_id, gone.pupil_id, access.beside_kin('mentors', gone.person_id, gone.pupil_id), 'staff', gone.source_id,
               stays.during * gone.employed * enrolled.period
          from mentored gone
          join people.enrolment enrolled on enrolled.person_id = gone.pupil_id and enrolled.school_unit_id = gone.unit_id
          cross join lateral (
            select coalesce(bool_or(other.during * other.employed @> upper(gone.during)), false) as has_other,
                   min(lower(other.during * other.employed)) filter (where lower(other.during * other.employed) >= upper(gone.during)) as next
              from mentored other where other.pupil_id = gone.pupil_id) others
          cross join lateral (
            select access.between_terms(gone.unit_id, upper(gone.during)) * tstzrange(null, others.next) as during) stays
         where upper(gone.during) is not null and not others.has_other
        union all
        select enrolled.organiser_id, duty.person_id, enrolled.person_id, access.beside_kin('leads', duty.person_id, enrolled.person_id), 'staff', duty.id, enrolled.period * duty.period
          from people.enrolment enrolled
          join people.duty duty on duty.school_unit_id = enrolled.school_unit_id and access.is_lead(duty)
         where enrolled.person_id = any(pupils)
        union all
        -- Whoever stands in for a lead reaches what the lead does: of the kin of either no more than teaching gives, and never the lead herself.
        select enrolled.organiser_id, reach.person_id, enrolled.person_id,
               access.beside_kin(access.beside_kin('leads', reach.person_id, enrolled.person_id), instead.for_person_id, enrolled.person_id),
               'staff', instead.id, enrolled.period * reach.valid_during
          from people.enrolment enrolled
          join access.unit_reach reach on reach.unit_id = enrolled.school_unit_id
          join access.stand_in instead on instead.id = reach.source_id and instead.for_person_id <> enrolled.person_id
         where enrolled.person_id = any(pupils)
        union all
        -- Opened in an emergency: for a while, by one who is employed, and never one's own kin.
        select opened.organiser_id, opened.person_id, opened.pupil_id, 'break_glass', 'staff', opened.id, opened.valid_during * employed
          from access.put_on opened cross join lateral access.employed(opened.person_id) employed
         where opened.pupil_id = any(pupils) and opened.basis = 'break_glass'
           and not exists (select from people.responsible kin where kin.guardian_id = opened.person_id and kin.pupil_id = opened.pupil_id)
        union all
        -- Who covers a group or assists a pupil, given by an act from a day to another: never one's own kin. Whoever assists does so
        -- where the pupil was when it began, and not at her next school.
        select given.organiser_id, given.person_id, member.person_id, 'covers', 'staff', given.id, member.period * grp.period * given.valid_during * employed
          from people.group_membership member
          join people."group" grp on grp.id = member.group_id
          join access."grant" given on given.group_id = member.group_id and given.basis = 'covers'
          cross join lateral access.employed(given.person_id) employed
         where member.person_id = any(pupils)
           and not exists (select from people.responsible kin where kin.guardian_id = given.person_id and kin.pupil_id = member.person_id)
        union all
        select given.organiser_id, given.person_id, given.pupil_id, 'assists', 'staff', given.id, enrolled.period * given.valid_during * employed
          from access."grant" given
          join people.enrolment enrolled on enrolled.person_id = given.pupil_id and enrolled.period @> lower(given.valid_during)
          cross join lateral access.employed(given.person_id) employed
         where given.pupil_id = any(pupils) and given.basis = 'assists'
           and not exists (select from people.responsible kin where kin.guardian_id = given.person_id and kin.pupil_id = given.pupil_id)
        union all
        select home.organiser_id, home.guardian_id, home.pupil_id, 'guardian', 'family', home.id, access.in_custody(home.period, pupil.birth_date)
          from people.responsible home
          join people.person pupil on pupil.id = home.pupil_id
         where home.pupil_id = any(pupils) and home.relation_type = 'Vårdnadshavare'
        union all
        select enrolled.organiser_id, enrolled.person_id, enrolled.person_id, 'self', 'family', enrolled.id, enrolled.period
          from people.enrolment enrolled
         where enrolled.person_id = any(pupils)
      ) every where not isempty(every.valid_during) and (every.side = 'family' or every.person_id <> every.pupil_id)
    ) found;
  perform access.recalculate_roster_readers(array_agg(chosen.matter_id), array_agg(chosen.id))
    from access.roster_reader chosen where chosen.about_person_id = any(pupils);
end $$;

-- Whoever has the basis to the pupil, for as long as she has it: a new mentor inherits, and the former loses.
create or replace function access.recalculate_roster_readers(matters uuid[], readers uuid[]) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(cardinality(readers), 0) = 0 then return; end if;
  -- Wait for whoever is changing the roster, or a basis that ends meanwhile would be taken for one that goes on.
  perform from access.edge edge join access.roster_reader chosen on chosen.about_person_id = edge.pupil_id and chosen.by_basis = edge.basis
    where chosen.id = any(readers) for key share of edge;
  delete from access.matter_reader where matter_id = any(matters) and source_id = any(readers);
  insert into access.matter_reader (id, organiser_id, matter_id, person_id, basis, side, circles, role, about_person_id, may_write, source_id, valid_during)
  select gen_random_uuid(), chosen.organiser_id, chosen.matter_id, edge.person_id, 'participates', 'staff', chosen.circles, chosen.role, chosen.about_person_id, true, chosen.id, edge.valid_during
    from access.roster_reader chosen
    join access.edge edge on edge.pupil_id = chosen.about_person_id and edge.basis = chosen.by_basis and edge.side = 'staff'
   where chosen.id = any(readers);
end $$;

-- When somebody is employed, as periods that do not overlap: what she is given by name does not outlive it.
create or replace function access.employed(person uuid) returns setof tstzrange language sql stable as
 $$ select unnest(range_agg(duty.period)) from people.duty duty where duty.person_id = person $$;

create or replace function access.recalculate_reach(people uuid[]) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(cardinality(people), 0) = 0 then return; end if;
  -- Those who stand in for them follow. Nobody stands in for one who stands in.
  people := array(select unnest(people) union select instead.person_id from access.stand_in instead where instead.for_person_id = any(people));
  delete from access.unit_reach where person_id = any(people);
  insert into access.unit_reach (id, organiser_id, person_id, unit_id, basis, source_id, valid_during)
  select gen_random_uuid(), duty.organiser_id, duty.person_id, duty.school_unit_id, 'leads', duty.id, duty.period
    from people.duty duty
   where duty.person_id = any(people) and duty.school_unit_id is not null and access.is_lead(duty)
  union all
  select gen_random_uuid(), instead.organiser_id, instead.person_id, duty.school_unit_id, 'leads', instead.id, duty.period * instead.valid_during * employed
    from access.stand_in instead
    join people.duty duty on duty.person_id = instead.for_person_id and duty.organiser_id = instead.organiser_id
     and duty.school_unit_id is not null and access.is_lead(duty)
    cross join lateral access.employed(instead.person_id) employed
   where instead.person_id = any(people) and not isempty(duty.period * instead.valid_during * employed);
  perform access.recalculate_leads(array(
    select matter.id from access.matter matter
     where matter.led_by_unit_id in (select reach.unit_id from access.unit_reach reach where reach.person_id = any(people))
        or matter.id in (select about.matter_id from access.matter_person about where about.unit_id in (
             select reach.unit_id from access.unit_reach reach where reach.person_id = any(people)))
        or matter.id in (select reader.matter_id from access.matter_reader reader
                          where reader.person_id = any(people) and reader.basis = 'leads')
        or (matter.led_by_unit_id, matter.scope) in (select given.unit_id, given.scope from access."grant" given
            where given.basis = 'decides' and given.person_id = any(people))
        or (matter.organiser_id, matter.scope) in (select given.organiser_id, given.scope from access."grant" given
             join access.stand_in instead on instead.for_person_id = given.person_id
            where given.basis = 'officer' and instead.person_id = any(people))
        or matter.id in (select reader.matter_id from access.matter_reader reader
                          where reader.person_id = any(people) and reader.basis = 'officer' and reader.stands_in_for_id is not null)));
end $$;

-- Whoever leads the matter's unit reads it, with the circles that the matter names; whoever holds a grant for its scope is its
-- officer. A new principal and a new officer therefore inherit everything at once. The lead of another unit reads the part about
-- her own pupil as long as the pupil is there; nobody at a unit does of which a lead is herself a person of the matter.
create or replace function access.recalculate_leads(matters uuid[]) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(cardinality(matters), 0) = 0 then return; end if;
  -- Wait for whoever is changing who leads, or a duty that ends meanwhile would be taken for one that goes on.
  perform from access.unit_reach reach
    where reach.unit_id in (select matter.led_by_unit_id from access.matter matter where matter.id = any(matters)
                            union all select about.unit_id from access.matter_person about where about.matter_id = any(matters))
    for key share;
  delete from access.matter_reader where matter_id = any(matters) and basis in ('leads', 'officer', 'decides');
  insert into access.matter_reader (id, organiser_id, matter_id, person_id, basis, side, circles, role, about_person_id, may_write, source_id, valid_during, stands_in_for_id)
  select gen_random_uuid(), matter.organiser_id, matter.id, reach.person_id, 'leads', 'staff', matter.lead_circles, matter.lead_role, null::uuid, true, reach.source_id, reach.valid_during, instead.for_person_id
    from access.matter matter
    join access.unit_reach reach on reach.unit_id = matter.led_by_unit_id and reach.basis = 'leads'
    left join access.stand_in instead on instead.id = reach.source_id
   where matter.id = any(matters) and access.may_stand_in(instead.for_person_id, matter.id)
  union all
  select gen_random_uuid(), matter.organiser_id, matter.id, reach.person_id, 'leads', 'staff', matter.part_circles, '', about.person_id, false, reach.source_id, reach.valid_during * enrolled.period, instead.for_person_id
    from access.matter matter
    join access.matter_person about on about.matter_id = matter.id and about.unit_id is distinct from matter.led_by_unit_id
    join people.enrolment enrolled on enrolled.person_id = about.person_id and enrolled.school_unit_id = about.unit_id
    join access.unit_reach reach on reach.unit_id = about.unit_id and reach.basis = 'leads'
    left join access.stand_in instead on instead.id = reach.source_id
   where matter.id = any(matters) and cardinality(matter.part_circles) > 0 and not isempty(reach.valid_during * enrolled.period)
     and access.may_stand_in(instead.for_person_id, matter.id)
     and not exists (select from access.unit_reach theirs
       join access.matter_person one on one.person_id = theirs.person_id and one.matter_id = matter.id
      where theirs.unit_id = about.unit_id and theirs.basis = 'leads'
        and not exists (select from access.stand_in other where other.id = theirs.source_id))
  union all
  select gen_random_uuid(), matter.organiser_id, matter.id, given.person_id, 'officer', 'staff', matter.officer_circles, matter.officer_role, null, matter.officer_role <> '', given.id, given.valid_during, null
    from access.matter matter
    join access."grant" given on given.organiser_id = matter.organiser_id and given.basis = 'officer' and given.scope = matter.scope
   where matter.id = any(matters) and cardinality(matter.officer_circles) > 0
  union all
  -- Whoever decides in the principal's place, as long as she works at the unit.
  select gen_random_uuid(), matter.organiser_id, matter.id, given.person_id, 'decides', 'staff', matter.lead_circles, matter.delegate_role, null, true, given.id, given.valid_during * duty.period, null
    from access.matter matter
    join access."grant" given on given.organiser_id = matter.organiser_id and given.basis = 'decides' and given.scope = matter.scope and given.unit_id = matter.led_by_unit_id
    join people.duty duty on duty.person_id = given.person_id and duty.school_unit_id = given.unit_id
   where matter.id = any(matters) and matter.delegate_role <> '' and not isempty(given.valid_during * duty.period)
  union all
  -- An officer's stand-in has it only as long as the officer herself is employed.
  select gen_random_uuid(), matter.organiser_id, matter.id, instead.person_id, 'officer', 'staff', matter.officer_circles, matter.officer_role, null, matter.officer_role <> '',
         instead.id, given.valid_during * instead.valid_during * employed * stands_in, instead.for_person_id
    from access.matter matter
    join access."grant" given on given.organiser_id = matter.organiser_id and given.basis = 'officer' and given.scope = matter.scope
    join access.stand_in instead on instead.for_person_id = given.person_id and instead.organiser_id = given.organiser_id
    cross join lateral access.employed(instead.for_person_id) employed
    cross join lateral access.employed(instead.person_id) stands_in
   where matter.id = any(matters) and cardinality(matter.officer_circles) > 0 and not isempty(given.valid_during * instead.valid_during * employed * stands_in)
     and access.may_stand_in(instead.for_person_id, matter.id);
end $$;

-- Nobody stands in for one who is herself shut out of a matter.
create or replace function access.may_stand_in(other uuid, matter uuid) returns boolean language sql stable as
 $$ select other is null or not exists (select from access.matter_bar bar where bar.matter_id = matter and bar.person_id = other) $$;

-- A matter's own people are shut out of it: its persons, and whoever is or has been responsible for one, in whatever relation.
create or replace function access.recalculate_bars(matters uuid[]) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(cardinality(matters), 0) = 0 then return; end if;
  delete from access.matter_bar where matter_id = any(matters) and reason = 'own_people';
  insert into access.matter_bar (id, organiser_id, matter_id, person_id, reason)
  select gen_random_uuid(), own.organiser_id, own.matter_id, own.person_id, 'own_people'
    from (select about.organiser_id, about.matter_id, about.person_id from access.matter_person about
           where about.matter_id = any(matters)
          union
          select about.organiser_id, about.matter_id, kin.guardian_id from access.matter_person about
            join people.responsible kin on kin.pupil_id = about.person_id
           where about.matter_id = any(matters)) own;
end $$;

-- plpgsql plans a branch only when it runs, so that one function may name the transition tables of all triggers.
create or replace function access.roster_changed() returns trigger
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare touched uuid[];
begin
  if tg_table_name in ('enrolment', 'group_membership') then
    touched := array(select person_id from changed);
    if tg_table_name = 'enrolment' then
      perform access.recalculate_leads(array(select distinct about.matter_id from access.matter_person about
        join access.matter matter on matter.id = about.matter_id
       where about.person_id = any(touched) and about.unit_id is distinct from matter.led_by_unit_id));
    end if;
  elsif tg_table_name = 'calendar_period' then
    touched := array(select enrolled.person_id from people.enrolment enrolled where enrolled.school_unit_id in (select school_unit_id from changed));
  elsif tg_table_name = 'person' then
    touched := array(select home.pupil_id from people.responsible home where home.pupil_id in (select id from changed));
  elsif tg_table_name = 'responsible' then
    touched := array(select pupil_id from changed);
    perform access.recalculate_bars(array(select distinct about.matter_id from access.matter_person about where about.person_id = any(touched)));
  elsif tg_table_name in ('assignment_role', 'activity_group') then
    touched := array(select member.person_id from people.group_membership member where member.group_id in (select group_id from changed));
  elsif tg_table_name = 'group' then
    touched := array(select member.person_id from people.group_membership member where member.group_id in (select id from changed));
  elsif tg_table_name = 'activity_teacher' then
    touched := array(select member.person_id from people.group_membership member
      join people.activity_group taught on taught.group_id = member.group_id
     where taught.activity_id in (select activity_id from changed));
  elsif tg_table_name = 'activity' then
    touched := array(select member.person_id from people.group_membership member
      join people.activity_group taught on taught.group_id = member.group_id
     where taught.activity_id in (select id from changed));
  elsif tg_table_name = 'duty' then
    touched := array(
      select edge.pupil_id from access.edge edge where edge.side = 'staff' and edge.person_id in (select person_id from changed)
      union select opened.pupil_id from access.put_on opened where opened.pupil_id is not null and opened.person_id in (select person_id from changed)
      union select unnest(access.helped(array(select given.id from access."grant" given where given.person_id in (select person_id from changed))))
      union select member.person_id from people.activity_teacher teacher
        join people.activity_group taught on taught.activity_id = teacher.activity_id
        join people.group_membership member on member.group_id = taught.group_id
        where teacher.duty_id in (select id from changed)
      union select member.person_id from people.assignment_role role
        join people.group_membership member on member.group_id = role.group_id
        where role.duty_id in (select id from changed)
      union select enrolled.person_id from people.enrolment enrolled
        where enrolled.school_unit_id in (select school_unit_id from changed where duty_role in ('Rektor', 'Övrig arbetsledning', 'Fritidspedagog', 'Skoladministratör')));
    perform access.recalculate_reach(array(select distinct person_id from changed));
    touched := touched || access.stood_in_for(array(select distinct person_id from changed));
  end if;
  perform access.recalculate_edges(array(select distinct pupil from unnest(touched) pupil));
  return null;
end $$;

-- The pupils whom somebody reaches by standing in for one of these, or for whom one of these stands in.
create or replace function access.stood_in_for(people uuid[]) returns uuid[] language sql stable as $$
  select array(
    select edge.pupil_id from access.edge edge join access.stand_in instead on instead.id = edge.source_id
     where instead.person_id = any(people) or instead.for_person_id = any(people)
    union select enrolled.person_id from access.unit_reach reach
      join access.stand_in instead on instead.id = reach.source_id
      join people.enrolment enrolled on enrolled.school_unit_id = reach.unit_id
     where instead.person_id = any(people) or instead.for_person_id = any(people)) $$;

-- The rows of one who no longer stands in are found by whom they were for: the row they came from may be gone.
create or replace function access.stand_in_changed() returns trigger
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare people uuid[] := array(select distinct person_id from changed);
        before uuid[] := array(select distinct edge.pupil_id from access.edge edge where edge.source_id in (select id from changed));
begin
  perform access.recalculate_reach(people);
  perform access.recalculate_edges(array(select distinct pupil from unnest(before || access.stood_in_for(people)) pupil));
  return null;
end $$;

-- The pupils whom these grants are for: those of the groups, and those who are named.
create or replace function access.helped(grants uuid[]) returns uuid[] language sql stable as $$
  select array(
    select member.person_id from access."grant" given join people.group_membership member on member.group_id = given.group_id
     where given.id = any(grants)
    union select given.pupil_id from access."grant" given where given.id = any(grants) and given.pupil_id is not null) $$;

create or replace function access.grant_changed() returns trigger
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.recalculate_leads(array(select matter.id from access.matter matter
    join changed on changed.organiser_id = matter.organiser_id and changed.scope = matter.scope));
  perform access.recalculate_edges(array(
    select member.person_id from people.group_membership member where member.group_id in (select group_id from changed)
    union select pupil_id from changed where pupil_id is not null));
  return null;
end $$;

create or replace function access.put_on_changed() returns trigger
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform access.recalculate_edges(array(select distinct pupil_id from changed where pupil_id is not null));
  return null;
end $$;

create or replace function access.leads_changed() returns trigger
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'matter' then
    perform access.recalculate_leads(array(select id from changed));
  elsif tg_table_name = 'matter_person' then
    -- Who leads the case itself does not hang on its people; who leads another unit of theirs does.
    perform access.recalculate_leads(array(select distinct changed.matter_id from changed
      join access.matter matter on matter.id = changed.matter_id
     where changed.unit_id is distinct from matter.led_by_unit_id
        or exists (select from access.matter_person about
            where about.matter_id = matter.id and about.unit_id is distinct from matter.led_by_unit_id)));
    perform access.recalculate_bars(array(select distinct matter_id from changed));
  elsif tg_table_name = 'roster_reader' then
    perform access.recalculate_roster_readers(array(select matter_id from changed), array(select id from changed));
  else
    -- Whoever stands in for somebody is shut out with her, and comes back with her.
    perform access.recalculate_leads(array(select distinct changed.matter_id from changed
      where exists (select from access.stand_in instead where instead.for_person_id = changed.person_id)));
  end if;
  return null;
end $$;

revoke all on function access.recalculate_edges(uuid[]), access.recalculate_roster_readers(uuid[], uuid[]), access.recalculate_reach(uuid[]), access.recalculate_leads(uuid[]),
  access.recalculate_bars(uuid[]), access.beside_kin(text, uuid, uuid), access.is_lead(people.duty),
  access.employed(uuid), access.may_stand_in(uuid, uuid), access.stood_in_for(uuid[]),
  access.helped(uuid[]), access.roster_changed(), access.leads_changed(), access.grant_changed(), access.stand_in_changed(), access.put_on_changed(), access.opens_early(tstzrange),
  access.between_terms(uuid, timestamptz) from public;
grant execute on function access.roster_changed(), access.leads_changed(), access.grant_changed(), access.stand_in_changed(), access.put_on_changed() to :owner;
set local role :owner;

do $$ declare at record; begin
  for at in select * from (values ('people', 'enrolment', 'roster'), ('people', 'group_membership', 'roster'), ('people', 'responsible', 'roster'), ('people', 'person', 'roster'), ('people', 'calendar_period', 'roster'),
      ('people', 'assignment_role', 'roster'), ('people', 'activity_group', 'roster'), ('people', 'group', 'roster'), ('people', 'activity', 'roster'),
      ('people', 'activity_teacher', 'roster'), ('people', 'duty', 'roster'), ('access', 'matter', 'leads'), ('access', 'matter_person', 'leads'), ('access', 'roster_reader', 'leads'), ('access', 'grant', 'grant'), ('access', 'matter_bar', 'leads'), ('access', 'stand_in', 'stand_in'), ('access', 'put_on', 'put_on')) v(place, name, what) loop
    execute format('create or replace trigger access_added after insert on %I.%I referencing new table as changed for each statement execute function access.%I()', at.place, at.name, at.what || '_changed');
    execute format('create or replace trigger access_changed_new after update on %I.%I referencing new table as changed for each statement execute function access.%I()', at.place, at.name, at.what || '_changed');
    execute format('create or replace trigger access_changed_old after update on %I.%I referencing old table as changed for each statement execute function access.%I()', at.place, at.name, at.what || '_changed');
    execute format('create or replace trigger access_taken after delete on %I.%I referencing old table as changed for each statement execute function access.%I()', at.place, at.name, at.what || '_changed');
  end loop;
end $$;
