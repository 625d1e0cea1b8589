-- What one may see of the scope tables: one's own rows only.
-- The tables stay with :owner (a table given away could not be altered by the next migration) and are granted to no
-- person. The views are MADE as :scope, on purpose not security_invoker: they are inlined by the planner. Those that ask more
-- than one table are barriers, or a condition of the one who asks could be tried on rows that are not hers.
grant select on access.edge, access.unit_reach, access.stand_in, access."grant", access.put_on, access.review, access.hit, access.look, access.pupil_card, access.staff_card, access.protected_circle,
  access.special_circumstance, access.matter, access.matter_person, access.matter_reader, access.roster_reader, access.matter_bar, access.home_decision to :scope;
grant insert, update, delete on access.edge, access.unit_reach, access.pupil_card, access.staff_card,
  access.matter_reader, access.matter_bar to :scope;
grant select on people.person, people.enrolment, people.responsible, people.duty, people."group", people.group_membership,
  people.assignment_role, people.activity, people.activity_group, people.activity_teacher, people.school_unit, people.calendar_period,
  people.organisation, people.contact to :scope;
grant select, insert on audit.search to :scope;
grant select on audit.opening to :scope;

set local role :scope;

-- The name to show: what the family of a protected person has agreed to, else given and family name.
create or replace function access.shown_name(person people.person) returns text
 language sql stable parallel safe as
 $$ select coalesce(nullif(person.display_name, ''), person.given_name || ' ' || person.family_name) $$;

-- How long somebody has custody: at most until the day when the pupil comes of age. A source says nothing of that.
create or replace function access.in_custody(period tstzrange, born date) returns tstzrange
 language sql immutable parallel safe as
 $$ select period * tstzrange(null, (born + interval '18 years') at time zone 'Europe/Stockholm') $$;

create or replace view access.my_pupil as
 select pupil_id, basis, side, upper(valid_during) as until from access.edge
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and side = (select access.side()) and coalesce(valid_during @> (select access.now()), false);

create or replace view access.my_unit as
 select unit_id, basis from access.unit_reach
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and (select access.side()) = 'staff' and coalesce(valid_during @> (select access.now()), false);

-- Where one has a duty now. Whoever has none any longer is no staff: what was given her by name ends with her last duty.
create or replace view access.my_duty as
 select school_unit_id, duty_role from people.duty
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and (select access.side()) = 'staff' and coalesce(period @> (select access.now()), false);

-- Whom one stands in for now. What they lead and are told of has rows of one's own (4_edges.sql).
create or replace view access.my_stand_in with (security_barrier) as
 select for_person_id from access.stand_in
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and (select access.side()) = 'staff' and coalesce(valid_during @> (select access.now()), false)
    and exists (select from access.my_duty);

create or replace view access.my_grant with (security_barrier) as
 select basis, scope from access."grant"
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and (select access.side()) = 'staff' and coalesce(valid_during @> (select access.now()), false)
    and exists (select from access.my_duty)
 union all
 select given.basis, given.scope
   from access.my_stand_in instead
   join access."grant" given on given.person_id = instead.for_person_id
  where given.organiser_id = (select access.organiser()) and given.basis = 'officer' and given.valid_during @> (select access.now())
    and exists (select from people.duty duty where duty.person_id = given.person_id and duty.period @> (select access.now()));

-- What one has put on for a while, by an act. Who oversees must still be given to.
create or replace view access.my_put_on with (security_barrier) as
 select id, basis, pupil_id, valid_during from access.put_on worn
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and (select access.side()) = 'staff' and coalesce(valid_during @> (select access.now()), false)
    and exists (select from access.my_duty)
    and (basis <> 'oversees' or exists (select from access.my_grant mine where mine.basis = 'oversees'));

-- The matters that no staff basis reaches: one is accused, has said to be concerned, or is of its own people.
create or replace view access.my_bar as
 select matter_id from access.matter_bar where person_id = (select access.person());

-- One's own children, and oneself, on whichever side one stands.
create or replace view access.my_kin as
 select pupil_id from access.edge
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and side = 'family' and coalesce(valid_during @> (select access.now()), false);

-- Whom the matters are about that no staff basis of one's own reaches, and since when: a matter's key tells when it began.
create or replace view access.my_barred with (security_barrier) as
 select about.person_id as pupil_id, bar.matter_id as since
   from access.matter_bar bar join access.matter_person about on about.matter_id = bar.matter_id
  where bar.person_id = (select access.person());

-- How many have one's own profession at a unit now. It tells of one's own units alone.
create or replace function access.same_profession(unit uuid) returns bigint
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select count(distinct duty.person_id) from people.duty duty
    join access.my_duty mine on mine.school_unit_id = duty.school_unit_id and mine.duty_role = duty.duty_role
   where duty.school_unit_id = unit and duty.period @> (select access.now())
$$;

-- The homes that may know of a matter at this moment: the latest word says so, she is guardian now, neither she nor the child is
-- protected, and no special circumstance has come up since. For the machinery, and for the views below.
create or replace view access.told_home as
 select decision.matter_id, decision.pupil_id, decision.guardian_id
   from access.home_decision decision
   join people.person pupil on pupil.id = decision.pupil_id and not pupil.is_protected
   join people.person guardian on guardian.id = decision.guardian_id and not guardian.is_protected
  where decision.organiser_id = (select access.organiser()) and decision.answer = 'inform'
    and not exists (select from access.home_decision later
                     where later.matter_id = decision.matter_id and later.pupil_id = decision.pupil_id and later.guardian_id = decision.guardian_id
                       and (later.decided_at, later.id) > (decision.decided_at, decision.id))
    and exists (select from people.responsible home
                 where home.pupil_id = decision.pupil_id and home.guardian_id = decision.guardian_id
                   and home.relation_type = 'Vårdnadshavare' and access.in_custody(home.period, pupil.birth_date) @> (select access.now()))
    and not exists (select from access.special_circumstance special
                     where special.pupil_id = decision.pupil_id and special.valid_during @> (select access.now())
                       and lower(special.valid_during) > decision.decided_at);

-- Who, at home, may read at this moment of whom in a matter, once she has been told: a guardian who may know; a pupil who is of
-- age; and a younger one where everybody who has custody may know, for what a child reads at home is read beside her.
create or replace view access.told_reader as
 select told.matter_id, told.pupil_id, told.guardian_id as person_id, 'guardian' as basis from access.told_home told
 union all
 select told.matter_id, told.pupil_id, told.pupil_id, 'self' from access.told_home told
  where not exists (
    select from people.responsible home join people.person pupil on pupil.id = home.pupil_id
     where home.pupil_id = told.pupil_id and home.relation_type = 'Vårdnadshavare'
       and access.in_custody(home.period, pupil.birth_date) @> (select access.now())
       and not exists (select from access.told_home other where other.matter_id = told.matter_id and other.pupil_id = told.pupil_id
                        and other.guardian_id = home.guardian_id))
 union all
 select about.matter_id, about.person_id, about.person_id, 'self'
   from access.matter_person about join people.person pupil on pupil.id = about.person_id
  where about.organiser_id = (select access.organiser())
    and (pupil.birth_date + interval '18 years') at time zone 'Europe/Stockholm' <= (select access.now());

-- Whether one reads of somebody in a matter at home now. A function of its own, and not a part of the view below: that stands in
-- every policy of a case, and whoever works would pay for it in each of her questions. It answers of oneself alone.
create or replace function access.am_told(matter uuid, pupil uuid, why text) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return access.side() = 'family' and exists (
    select from access.told_reader told
     where told.matter_id = matter and told.pupil_id = pupil and told.person_id = access.person() and told.basis = why);
end $$;

-- One's own rows as reader of matters. A bar takes away every row of the staff side, and a home decision every row of the home
-- that it closes, so that nobody need remember it.
create or replace view access.my_reading with (security_barrier) as
 select matter_id, basis, side, circles, role, about_person_id, may_write, stands_in_for_id is not null as stands_in, stands_in_for_id
   from access.matter_reader reading
  where person_id = (select access.person()) and organiser_id = (select access.organiser())
    and side = (select access.side()) and coalesce(valid_during @> (select access.now()), false)
    and (side = 'family' or exists (select from access.my_duty) and not exists (
      select from access.my_bar bar where bar.matter_id = reading.matter_id))
    and (basis not in ('guardian', 'self') or access.am_told(matter_id, about_person_id, basis));

-- The protected persons whose circle one belongs to: named, or leading the unit.
create or replace view access.my_circle as
 select protected_person_id as person_id from access.protected_circle
  where reader_id = (select access.person()) and coalesce(valid_during @> (select access.now()), false)
 union all
 select pupil_id from access.edge
  where person_id = (select access.person()) and basis in ('leads', 'self')
    and side = (select access.side()) and coalesce(valid_during @> (select access.now()), false);

-- The class that each of one's pupils is in now. The policies would ask about every class that each has ever been in.
create or replace view access.my_class with (security_barrier) as
 select distinct on (mine.pupil_id) mine.pupil_id, class.name, class.school_unit_id
   from (select distinct pupil_id from access.my_pupil where side = 'staff') mine
   join people.person pupil on pupil.id = mine.pupil_id
   join people.group_membership member on member.person_id = mine.pupil_id
   join people."group" class on class.id = member.group_id
  where class.group_type = 'Klass' and member.period @> (select access.now())
    and (not pupil.is_protected or exists (select from access.my_circle circle where circle.person_id = pupil.id))
  order by mine.pupil_id, lower(member.period) desc;

-- The groups in which one meets each of one's pupils now, as teacher, mentor or substitute: those of the row that the edge was
-- made from. Whoever assists one pupil, or works in educare as a whole, meets her in her class.
-- What lies beyond one's edges is not read, so a group tells of its other pupils nothing.
create or replace view access.my_group with (security_barrier) as
 select distinct mine.pupil_id, met.id as group_id, met.name, mine.basis
   from access.edge mine
   join people.person pupil on pupil.id = mine.pupil_id
   join people.group_membership member on member.person_id = mine.pupil_id
   join people."group" met on met.id = member.group_id
  where mine.person_id = (select access.person()) and mine.organiser_id = (select access.organiser())
    and mine.side = 'staff' and (select access.side()) = 'staff' and mine.basis in ('teaches', 'cares', 'mentors', 'covers', 'assists')
    and coalesce(mine.valid_during @> (select access.now()), false)
    and lower(member.period) - interval '14 days' <= (select access.now()) and coalesce(upper(member.period) > (select access.now()), true)
    and (exists (select from people.activity_teacher teacher join people.activity_group taught on taught.activity_id = teacher.activity_id
                  where teacher.id = mine.source_id and taught.group_id = met.id)
      or exists (select from people.assignment_role role where role.id = mine.source_id and role.group_id = met.id)
      or exists (select from access."grant" given where given.id = mine.source_id and given.group_id = met.id)
      or met.group_type = 'Klass' and (mine.basis = 'assists'
        or mine.basis = 'cares' and exists (select from people.duty duty where duty.id = mine.source_id)))
    and (not pupil.is_protected or exists (select from access.my_circle circle where circle.person_id = pupil.id));

-- Who is protected now. Only ids of one's own organiser, and only to be asked about a row at hand.
create or replace view access.protected_now as
 select id as person_id from people.person where is_protected and organiser_id = (select access.organiser());

-- The persons of the matters one leads or works in: not of those one has only reported, nor of those that an officer is told
-- of and others lead. It says itself what my_reading says: a barrier would have every reading fetched before it is asked about
-- one person.
create or replace view access.my_matter_person with (security_barrier) as
 select about.person_id, reading.matter_id, reading.basis, reading.may_write
   from access.matter_person about
   join access.matter_reader reading on reading.matter_id = about.matter_id
  where reading.person_id = (select access.person()) and reading.organiser_id = (select access.organiser())
    and reading.side = 'staff' and (select access.side()) = 'staff' and coalesce(reading.valid_during @> (select access.now()), false)
    and (reading.basis in ('leads', 'participates', 'decides') or (reading.basis = 'officer' and reading.may_write))
    and (reading.about_person_id is null or reading.about_person_id = about.person_id)
    and exists (select from access.my_duty)
    and not exists (select from access.my_bar bar where bar.matter_id = reading.matter_id);

-- Whether a school administrator may reach a guardian: one whom those who teach may call too. In plpgsql, for what it asks is made later.
create or replace function access.may_reach(pupil uuid, guardian uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.my_pupil mine where mine.pupil_id = pupil and mine.basis = 'administers')
     and exists (select from access.may_call(pupil) told where told.guardian_id = guardian);
end $$;

-- The guardians of pupils whose home one may know: as mentor, as lead, in an emergency, or working in a matter about the pupil; and
-- as school administrator those who may be called.
-- A protected pupil's home is for the circle only: whoever knows the guardian knows the child. One who is of age has no guardians.
create or replace view access.my_home with (security_barrier) as
 select home.guardian_id, home.pupil_id
   from people.responsible home
   join people.person pupil on pupil.id = home.pupil_id
  where home.period @> (select access.now())
    and (home.relation_type <> 'Vårdnadshavare' or access.in_custody(home.period, pupil.birth_date) @> (select access.now()))
    and (not pupil.is_protected or exists (select from access.my_circle circle where circle.person_id = pupil.id))
    and (exists (select from access.my_pupil mine where mine.pupil_id = home.pupil_id and mine.basis in ('mentors', 'leads', 'break_glass'))
      or exists (select from access.my_matter_person mine where mine.person_id = home.pupil_id and mine.basis in ('participates', 'decides') offset 0)
      -- The first asks one index; only for an administrator is the function called.
      or exists (select from access.my_pupil mine where mine.pupil_id = home.pupil_id and mine.basis = 'administers')
         and home.relation_type = 'Vårdnadshavare' and access.may_reach(home.pupil_id, home.guardian_id));

-- The guardians whom one who leads a matter decides about: who they are, and nothing else of the home.
create or replace view access.my_led_home with (security_barrier) as
 select home.guardian_id, home.pupil_id
   from people.responsible home
   join people.person pupil on pupil.id = home.pupil_id
  where access.in_custody(home.period, pupil.birth_date) @> (select access.now()) and home.relation_type = 'Vårdnadshavare'
    and (not pupil.is_protected or exists (select from access.my_circle circle where circle.person_id = pupil.id))
    and exists (select from access.my_matter_person mine where mine.person_id = home.pupil_id
                 and mine.basis in ('leads', 'officer') and mine.may_write offset 0);

grant select on access.my_pupil, access.my_class, access.my_group, access.my_unit, access.my_duty, access.my_grant, access.my_stand_in, access.my_put_on, access.my_reading, access.my_bar, access.my_kin,
  access.my_barred, access.my_circle,
  access.protected_now, access.my_matter_person, access.my_home, access.my_led_home to :staff, :family, :engine;
grant select on access.told_home, access.told_reader to :engine;
revoke all on function access.am_told(uuid, uuid, text) from public;
grant execute on function access.am_told(uuid, uuid, text) to :staff, :family, :engine;
revoke all on function access.may_reach(uuid, uuid) from public;
grant execute on function access.may_reach(uuid, uuid) to :staff, :family, :engine;
revoke all on function access.same_profession(uuid) from public;
grant execute on function access.same_profession(uuid) to :staff;

set local role :owner;
