-- The keys of people, audit and access. Every table has just been locked (2_locks.sql) and every old
-- policy taken away, so this file is the whole truth.
-- A policy names a side: a fault on a staff page can never serve a guardian, nor the reverse.

-- ---- rights ---------------------------------------------------------------------------------------------------------
grant select on people.organisation, people.school_unit, people.calendar_period, people.person, people.contact, people.enrolment,
  people.responsible, people.duty, people."group", people.group_membership, people.assignment_role to :staff;
grant select on people.school_unit, people.person, people.enrolment, people.responsible to :family;
grant select, insert, update on all tables in schema people to :engine;
grant select, insert, update on access."grant", access.stand_in, access.protected_circle, access.special_circumstance, access.matter, access.matter_person,
  access.matter_reader, access.roster_reader, access.matter_bar, access.home_decision to :engine;
grant delete on access.matter_reader, access.roster_reader, people.activity_group, people.contact to :engine;
grant select on access.edge, access.unit_reach, access.staff_card, access.pupil_card to :engine;
grant select on access.staff_card to :staff, :family;
grant select on access.home_decision, access.special_circumstance, access.protected_circle to :staff;
grant select, insert on access.stand_in, access.put_on to :staff;
grant insert on access.review, access.look to :staff;
grant select on access.own_limit to :staff;
grant select, insert, update on access.put_on to :engine;
grant select on access.review, access.look to :engine;
grant select, insert on access.hit to :engine;
grant select, insert, update on access.own_limit to :engine;
grant insert on audit.opening to :staff, :family, :engine;
grant select on audit.opening to :staff, :engine;
grant insert on audit.refusal to :web;
grant select on audit.refusal, audit.search, audit.seal, audit.mark, audit.disposal to :engine;
grant insert on audit.seal, audit.mark to :engine;

-- ---- the machinery ----------------------------------------------------------------------------------------------------
do $$ declare at record; begin
  for at in select schemaname, tablename from pg_tables where schemaname in ('people', 'access', 'audit') loop
    execute format('create policy machinery on %I.%I for all to :engine using (true) with check (true)', at.schemaname, at.tablename);
    execute format('create policy scope on %I.%I for all to :scope using (true) with check (true)', at.schemaname, at.tablename);
  end loop;
end $$;

-- ---- the organisation: no secret within the organiser ---------------------------------------------------------------------
create policy employed on people.organisation for select to :staff using (true);
create policy employed on people.calendar_period for select to :staff using (true);
create policy employed on people.school_unit for select to :staff using (true);
create policy home on people.school_unit for select to :family using (true);
create policy employed on people."group" for select to :staff using (true);
create policy colleagues on access.staff_card for select to :staff using (true);
create policy home on access.staff_card for select to :family using (true);

-- An `offset 0` has PostgreSQL ask about the row at hand, and not fetch everybody of every matter first to ask among them.
-- ---- persons ----------------------------------------------------------------------------------------------------------------
create policy staff_need on people.person for select to :staff using (
     id = (select access.person())
  or exists (select from access.my_pupil mine where mine.pupil_id = person.id and mine.side = 'staff')
  or exists (select from access.my_matter_person mine where mine.person_id = person.id offset 0)
  or exists (select from access.my_home mine where mine.guardian_id = person.id)
  or exists (select from access.my_led_home mine where mine.guardian_id = person.id));
create policy family_need on people.person for select to :family using (
     id = (select access.person())
  or exists (select from access.my_pupil mine where mine.pupil_id = person.id and mine.side = 'family'));
create policy protected_staff on people.person as restrictive for select to :staff using (
     not is_protected or id = (select access.person()) or exists (select from access.my_circle circle where circle.person_id = person.id));
create policy protected_family on people.person as restrictive for select to :family using (
     not is_protected or id = (select access.person()) or exists (select from access.my_circle circle where circle.person_id = person.id));

-- School and class are for those who lead or work at the school: an officer who leads a matter needs the name.
create policy staff_need on people.enrolment for select to :staff using (
     exists (select from access.my_pupil mine where mine.pupil_id = enrolment.person_id and mine.side = 'staff')
  or exists (select from access.my_matter_person mine where mine.person_id = enrolment.person_id and mine.basis <> 'officer' offset 0));
create policy family_need on people.enrolment for select to :family using (
     exists (select from access.my_pupil mine where mine.pupil_id = enrolment.person_id and mine.side = 'family'));
create policy staff_need on people.group_membership for select to :staff using (
     exists (select from access.my_pupil mine where mine.pupil_id = group_membership.person_id and mine.side = 'staff')
  or exists (select from access.my_matter_person mine where mine.person_id = group_membership.person_id and mine.basis <> 'officer' offset 0));
-- Who answers for a pupil is for those who may know the home: mentor, lead, or working in a matter.
create policy staff_need on people.responsible for select to :staff using (
     exists (select from access.my_home mine where mine.pupil_id = responsible.pupil_id and mine.guardian_id = responsible.guardian_id));
create policy family_need on people.responsible for select to :family using (guardian_id = (select access.person())
 and exists (select from access.my_pupil mine where mine.pupil_id = responsible.pupil_id and mine.side = 'family'));
create policy staff_need on people.contact for select to :staff using (
     person_id = (select access.person())
  or exists (select from access.my_home mine where mine.guardian_id = contact.person_id)
  or exists (select from access.my_pupil mine where mine.pupil_id = contact.person_id and mine.basis in ('mentors', 'leads', 'break_glass')));
create policy own on people.duty for select to :staff using (person_id = (select access.person()));
create policy own on people.assignment_role for select to :staff using (
     duty_id in (select duty.id from people.duty duty where duty.person_id = (select access.person())));
-- A protected person's rows in other tables say where the child is: they follow the circle too.
create policy protected_staff on people.enrolment as restrictive for select to :staff using (
     not exists (select from access.protected_now hidden where hidden.person_id = enrolment.person_id)
  or exists (select from access.my_circle circle where circle.person_id = enrolment.person_id));
create policy protected_staff on people.group_membership as restrictive for select to :staff using (
     not exists (select from access.protected_now hidden where hidden.person_id = group_membership.person_id)
  or exists (select from access.my_circle circle where circle.person_id = group_membership.person_id));
create policy protected_staff on people.responsible as restrictive for select to :staff using (
     not exists (select from access.protected_now hidden where hidden.person_id in (responsible.pupil_id, responsible.guardian_id)
                  and not exists (select from access.my_circle circle where circle.person_id = hidden.person_id)));
create policy protected_staff on people.contact as restrictive for select to :staff using (
     person_id = (select access.person())
  or not exists (select from access.protected_now hidden where hidden.person_id = contact.person_id)
  or exists (select from access.my_circle circle where circle.person_id = contact.person_id));
create policy protected_family on people.enrolment as restrictive for select to :family using (
     not exists (select from access.protected_now hidden where hidden.person_id = enrolment.person_id)
  or exists (select from access.my_circle circle where circle.person_id = enrolment.person_id));
create policy protected_family on people.responsible as restrictive for select to :family using (
     not exists (select from access.protected_now hidden where hidden.person_id = responsible.pupil_id)
  or exists (select from access.my_circle circle where circle.person_id = responsible.pupil_id));

-- ---- home: the answer is itself secret ----------------------------------------------------------------------------------------
create policy staff_need on access.home_decision for select to :staff using (
     (exists (select from access.my_home mine where mine.pupil_id = home_decision.pupil_id and mine.guardian_id = home_decision.guardian_id)
   or exists (select from access.my_led_home mine where mine.pupil_id = home_decision.pupil_id and mine.guardian_id = home_decision.guardian_id))
 and exists (select from access.my_reading mine where mine.matter_id = home_decision.matter_id and mine.may_write
              and (mine.about_person_id is null or mine.about_person_id = home_decision.pupil_id)));
create policy own_people on access.home_decision as restrictive for select to :staff using (
     not exists (select from access.my_bar bar where bar.matter_id = home_decision.matter_id));
create policy staff_need on access.special_circumstance for select to :staff using (
     exists (select from access.my_pupil mine where mine.pupil_id = special_circumstance.pupil_id and mine.basis in ('mentors', 'leads')));
create policy protected_staff on access.special_circumstance as restrictive for select to :staff using (
     not exists (select from access.protected_now hidden where hidden.person_id = special_circumstance.pupil_id)
  or exists (select from access.my_circle circle where circle.person_id = special_circumstance.pupil_id));
create policy staff_need on access.protected_circle for select to :staff using (
     exists (select from access.my_pupil mine where mine.pupil_id = protected_circle.protected_person_id and mine.basis = 'leads'));

-- ---- standing in: given by the one who is away, of what is hers; never by the one who stands in -------------------------------
create policy own on access.stand_in for select to :staff using (
     person_id = (select access.person()) or for_person_id = (select access.person()));
create policy gives on access.stand_in for insert to :staff with check (
     for_person_id = (select access.person()) and given_by_id = (select access.person()) and person_id <> (select access.person())
 and (exists (select from access.my_unit where basis = 'leads') or exists (select from access.my_grant where basis = 'officer')));

-- ---- put on for a while, by oneself: what it gives is written down, told at once, and looked at by somebody else -------------
create policy own on access.put_on for select to :staff using (person_id = (select access.person()));
create policy puts_on on access.put_on for insert to :staff with check (person_id = (select access.person())
  and lower(valid_during) = (select access.now())
  and (basis = 'oversees' and exists (select from access.my_grant mine where mine.basis = 'oversees')
    or basis = 'break_glass' and access.may_break_glass(pupil_id)));
create policy signs on access.review for insert to :staff with check (signed_by_id = (select access.person()) and access.may_review(put_on_id));
create policy signs on access.look for insert to :staff with check (signed_by_id = (select access.person()) and access.may_sign_hit(hit_id));
create policy employed on access.own_limit for select to :staff using (true);

-- ---- audit ------------------------------------------------------------------------------------------------------------------------
create policy writes on audit.opening for insert to :staff, :family with check (person_id = (select access.person()));
-- Everybody sees the own openings, nobody a colleague's; a pupil's log is read through access.openings_of().
create policy own on audit.opening for select to :staff using (person_id = (select access.person()));
-- A refusal is written when the act is over, so by nobody.
create policy writes on audit.refusal for insert to :web with check (true);
