-- The ledger and its projections. Each policy asks the row's own matter_id; none looks into another protected table.
grant usage on schema cases to :staff, :family, :engine;
grant select on cases."case", cases.case_person, cases.step, cases.entry, cases.entry_part, cases.withdrawn, cases.in_force, cases.attachment to :staff;
grant select on cases."case", cases.entry_part, cases.withdrawn, cases.attachment, cases.released_definition to :family;
grant select (matter_id, step, instance, about_person_id, position, state, due_on, done_at) on cases.step to :family;
grant select (matter_id, person_id, role) on cases.case_person to :family;
grant insert on cases.entry, cases.entry_part, cases.attachment to :staff, :family;
grant select, insert, update on cases.draft to :staff, :family;
grant select on cases.standing_assignment, cases.released_definition to :staff;
grant select, insert, update on cases."case", cases.case_person, cases.step, cases.withdrawn, cases.in_force, cases.attachment, cases.standing_assignment,
  cases.released_definition to :engine;
grant select, insert on cases.phrase to :staff;
grant select, insert, delete on cases.phrase to :engine;
grant select on cases.use_decision to :staff, :family;
grant insert on cases.released_definition, cases.use_decision to :staff;
grant select, insert on cases.use_decision to :engine;
grant select on cases.link to :staff;
grant select, insert on cases.link to :engine;
grant delete on cases.case_person, cases.step, cases.withdrawn, cases.in_force, cases.standing_assignment to :engine;
-- The engine adds to the ledger (what is done by itself when due) and never changes it; nobody is granted update or delete.
grant select, insert on cases.entry, cases.entry_part to :engine;
grant select on cases.draft to :engine;
grant select on cases.moved to :staff;
grant select, insert, update, delete on cases.moved to :engine;
grant select on cases.asked to :staff, :family;
grant select, insert, update, delete on cases.asked to :engine;

do $$ declare name text; begin
  foreach name in array array['case', 'case_person', 'step', 'entry', 'entry_part', 'withdrawn', 'in_force', 'attachment', 'asked', 'moved', 'draft', 'standing_assignment', 'released_definition', 'link', 'phrase', 'use_decision'] loop
    execute format('create policy machinery on cases.%I for all to :engine using (true) with check (true)', name);
  end loop;
  foreach name in array array['case', 'case_person', 'step', 'entry', 'entry_part', 'in_force', 'attachment', 'asked', 'moved'] loop
    execute format('create policy own_people on cases.%I as restrictive for select to :staff using (
      matter_id is null or not exists (select from access.my_bar bar where bar.matter_id = %I.matter_id))', name, name);
  end loop;
end $$;

-- That a case exists is seen by everybody who reads some circle of it.
create policy staff_need on cases."case" for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = "case".matter_id and mine.side = 'staff'));
create policy family_need on cases."case" for select to :family using (exists (
  select from access.my_reading mine where mine.matter_id = "case".matter_id and mine.side = 'family'));

-- Its people and steps by those who work in it; an officer sees the steps that are about nobody.
create policy staff_need on cases.case_person for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = case_person.matter_id and (mine.basis in ('leads', 'participates') or mine.may_write)
     and (mine.about_person_id is null or mine.about_person_id = case_person.person_id)));
create policy staff_need on cases.step for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = step.matter_id
     and (((mine.basis in ('leads', 'participates') or mine.may_write) and (mine.about_person_id is null or mine.about_person_id = step.about_person_id or step.about_person_id is null))
       or (mine.basis = 'officer' and step.about_person_id is null))));

-- Whom a step was done for stands in its instance: one who reads about one person has not the keys of the others.
create policy staff_need on cases.entry for select to :staff using (
     by_person_id = (select access.person()) and exists (select from access.my_reading mine where mine.matter_id = entry.matter_id and mine.side = 'staff')
  or exists (select from access.my_reading mine where mine.matter_id = entry.matter_id and mine.basis in ('leads', 'participates', 'officer', 'decides')
     and (mine.about_person_id is null or left(entry.instance, 1) in ('', '#') or starts_with(entry.instance, mine.about_person_id::text))));
create policy staff_need on cases.entry_part for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = entry_part.matter_id and mine.side = 'staff'
     and entry_part.circle = any(mine.circles)
     and (mine.about_person_id is null or mine.about_person_id = entry_part.about_person_id)
     and (mine.basis <> 'reported' or entry_part.by_person_id = (select access.person()))));
create policy family_need on cases.entry_part for select to :family using (exists (
  select from access.my_reading mine where mine.matter_id = entry_part.matter_id and mine.side = 'family'
     and entry_part.circle = any(mine.circles)
     and mine.basis = 'reported' and entry_part.by_person_id = (select access.person())));
-- A home that has been told sees how it goes, and what its own child is in the case. What has been written it reads as a
-- document, in which other names have been taken out, and never as the words stand. Nor does it see which other guardian is told, or a step that somebody's answer has made needed.
create policy family_need on cases.step for select to :family using (is_for_home and exists (
  select from access.my_reading mine where mine.matter_id = step.matter_id and mine.side = 'family' and mine.basis in ('guardian', 'self')
     and (step.about_person_id is null or step.about_person_id = mine.about_person_id)));
create policy family_need on cases.case_person for select to :family using (exists (
  select from access.my_reading mine where mine.matter_id = case_person.matter_id and mine.side = 'family' and mine.basis in ('guardian', 'self')
     and mine.about_person_id = case_person.person_id));

-- To act: a report may open a matter that is new; anything else needs a reading that may write.
create policy acts on cases.entry for insert to :staff with check (by_person_id = (select access.person())
  and ((kind in ('opened', 'person_added') and access.is_new(matter_id))
    or (not exists (select from access.my_bar bar where bar.matter_id = entry.matter_id)
      and exists (select from access.my_reading mine where mine.matter_id = entry.matter_id and mine.side = 'staff' and mine.may_write))));
create policy acts on cases.entry_part for insert to :staff with check (by_person_id = (select access.person())
  and (access.is_new(matter_id)
    or (not exists (select from access.my_bar bar where bar.matter_id = entry_part.matter_id)
      and exists (select from access.my_reading mine where mine.matter_id = entry_part.matter_id and mine.side = 'staff' and mine.may_write
         and entry_part.circle = any(mine.circles)
         and (mine.about_person_id is null or mine.about_person_id = entry_part.about_person_id)))));
create policy reports on cases.entry for insert to :family with check (by_person_id = (select access.person())
  and kind in ('opened', 'person_added') and access.is_new(matter_id));
create policy reports on cases.entry_part for insert to :family with check (by_person_id = (select access.person())
  and access.is_new(matter_id));

-- A text that was taken back stays with whoever leads, and whoever wrote it; so do its files.
create policy staff_need on cases.withdrawn for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = withdrawn.matter_id and mine.side = 'staff'));
create policy family_need on cases.withdrawn for select to :family using (exists (
  select from access.my_reading mine where mine.matter_id = withdrawn.matter_id and mine.side = 'family' and mine.basis = 'reported'));
do $$ declare name text; begin
  foreach name in array array['entry_part', 'attachment'] loop
    execute format('create policy taken_back on cases.%I as restrictive for select to :staff, :family using (
         not exists (select from cases.withdrawn gone where gone.matter_id = %I.matter_id and gone.no = %I.no)
      or by_person_id = (select access.person())
      or exists (select from access.my_reading mine where mine.matter_id = %I.matter_id and mine.basis in (''leads'', ''officer'') and mine.may_write))', name, name, name, name);
  end loop;
end $$;

-- That two cases belong together is for those who see the whole of both: not for whoever has only reported one of them, nor for
-- one who works for one pupil in each.
create policy staff_need on cases.link for select to :staff using (
      exists (select from access.my_reading mine where mine.matter_id = link.matter_id and mine.side = 'staff'
               and mine.basis <> 'reported' and mine.about_person_id is null)
  and exists (select from access.my_reading mine where mine.matter_id = link.onward_id and mine.side = 'staff'
               and mine.basis <> 'reported' and mine.about_person_id is null));

-- What is in force is for those who meet the pupil: the instruction, nothing about why. What has ended is nobody's to read here.
create policy staff_need on cases.in_force for select to :staff using (coalesce(ends_on >= (select access.today()), true) and (
     exists (select from access.my_pupil mine where mine.pupil_id = in_force.pupil_id and mine.side = 'staff' and mine.basis <> 'administers')
  or owner_id = (select access.person()) and exists (select from access.my_duty)));
create policy protected_staff on cases.in_force as restrictive for select to :staff using (
     not exists (select from access.protected_now hidden where hidden.person_id = in_force.pupil_id)
  or exists (select from access.my_circle circle where circle.person_id = in_force.pupil_id));

-- Whoever is asked sees that she is, on the side where she was, and nothing else of the case: a colleague as long as she reaches the
-- pupil, and somebody at home as long as that home may know. Her answer goes into the case, where she does not read it; what she may
-- still put right is shown her by the engine.
create policy staff_need on cases.asked for select to :staff using (person_id = (select access.person()) and side = 'staff' and exists (
  select from access.my_pupil mine where mine.pupil_id = asked.pupil_id and mine.side = 'staff' and mine.basis in ('teaches', 'cares', 'mentors', 'covers', 'assists')));
create policy protected_staff on cases.asked as restrictive for select to :staff using (
     not exists (select from access.protected_now hidden where hidden.person_id = asked.pupil_id)
  or exists (select from access.my_circle circle where circle.person_id = asked.pupil_id));
create policy family_need on cases.asked for select to :family using (person_id = (select access.person()) and side = 'family'
  and access.am_told(matter_id, pupil_id, case when person_id = pupil_id then 'self' else 'guardian' end));
create policy answers on cases.entry for insert to :staff, :family with check (by_person_id = (select access.person())
  and kind in ('step_done', 'corrected') and exists (
    select from cases.asked mine where mine.matter_id = entry.matter_id and mine.step = entry.step and mine.instance = entry.instance));
create policy answers on cases.entry_part for insert to :staff, :family with check (by_person_id = (select access.person()) and exists (
  select from cases.asked mine where mine.matter_id = entry_part.matter_id and mine.circle = entry_part.circle
     and mine.pupil_id = entry_part.about_person_id));

-- That a pupil has moved is for whoever leads the case to say something about.
create policy staff_need on cases.moved for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = moved.matter_id and mine.side = 'staff'
     and mine.basis in ('leads', 'officer') and mine.may_write and mine.about_person_id is null));

-- A file is its owner's until an entry takes it up; then it is read as a part is.
create policy own on cases.attachment for select to :staff using (by_person_id = (select access.person()) and no is null);
create policy own_home on cases.attachment for select to :family using (by_person_id = (select access.person()) and no is null);
create policy staff_need on cases.attachment for select to :staff using (no is not null and exists (
  select from access.my_reading mine where mine.matter_id = attachment.matter_id and mine.side = 'staff'
     and attachment.circle = any(mine.circles)
     and (mine.about_person_id is null or mine.about_person_id = attachment.about_person_id)
     and (mine.basis <> 'reported' or attachment.by_person_id = (select access.person()))));
create policy adds on cases.attachment for insert to :staff with check (by_person_id = (select access.person()) and no is null);
create policy adds_home on cases.attachment for insert to :family with check (by_person_id = (select access.person()) and no is null);

-- A draft is its writer's, whatever becomes of the access to the case; on the side where it was written, and not on the other.
create policy own on cases.draft for all to :staff, :family
  using (person_id = (select access.person()) and side = (select access.side()))
  with check (person_id = (select access.person()) and side = (select access.side()));

create policy employed on cases.released_definition for select to :staff using (true);
create policy home on cases.released_definition for select to :family using (true);
create policy employed on cases.use_decision for select to :staff using (true);
create policy home on cases.use_decision for select to :family using (true);
-- Which version is used, where and from when, is said by the organiser's officer for the process; what has been said stays.
create policy officer on cases.released_definition for insert to :staff with check (exists (
  select from access.my_grant mine where mine.basis = 'officer' and mine.scope = released_definition.process));
create policy officer on cases.use_decision for insert to :staff with check (decided_by_id = (select access.person()) and exists (
  select from access.my_grant mine where mine.basis = 'officer' and mine.scope = use_decision.process));
create policy colleagues on cases.standing_assignment for select to :staff using (exists (select from access.my_duty));

-- Phrases are about nobody: the organiser's are for all who work there, one's own for oneself. Whoever is the organiser's officer for
-- the process, or its administrator, adds to what is everybody's.
create policy employed on cases.phrase for select to :staff using (person_id is null or person_id = (select access.person()));
create policy adds on cases.phrase for insert to :staff with check (added_by_id = (select access.person()) and exists (select from access.my_duty)
  and (person_id = (select access.person()) or person_id is null and exists (
    select from access.my_grant mine where mine.basis = 'officer' and mine.scope = phrase.process
       or mine.basis = 'administrator' and mine.scope in ('', phrase.process))));
