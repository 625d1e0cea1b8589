grant usage on schema notes to :staff, :engine;
grant select, insert on notes.memory_note, notes.profession_note to :staff;
grant select, update, delete on notes.memory_note to :engine;
create policy machinery on notes.memory_note for all to :engine using (true) with check (true);

-- What one remembers is one's own, as long as one works here and the organiser lets it be kept, and of a pupil as long as one reaches her.
create policy own on notes.memory_note for select to :staff using (person_id = (select access.person())
  and goes_on > (select access.today()) and exists (select from access.my_duty) and (pupil_id is null or exists (
    select from access.my_pupil mine where mine.pupil_id = memory_note.pupil_id and mine.side = 'staff')));
create policy adds on notes.memory_note for insert to :staff with check (person_id = (select access.person())
  and exists (select from access.my_duty) and (pupil_id is null or exists (
    select from access.my_pupil mine where mine.pupil_id = memory_note.pupil_id and mine.side = 'staff')));

-- What a profession keeps is for those who have that duty at that unit now, and for no leader. It is never changed.
create policy staff_need on notes.profession_note for select to :staff using (exists (
  select from access.my_duty mine where mine.school_unit_id = profession_note.unit_id and mine.duty_role = profession_note.profession));
create policy adds on notes.profession_note for insert to :staff with check (by_person_id = (select access.person()) and exists (
  select from access.my_duty mine where mine.school_unit_id = profession_note.unit_id and mine.duty_role = profession_note.profession));
-- Not of one's own child, on whichever side one stands; nor what colleagues have written since one was shut out of something about the
-- pupil: what was there before stays, so that nothing tells.
create policy own_people on notes.profession_note as restrictive for select to :staff using (
      not exists (select from access.my_kin kin where kin.pupil_id = profession_note.pupil_id)
  and (by_person_id = (select access.person())
    or not exists (select from access.my_barred barred where barred.pupil_id = profession_note.pupil_id and barred.since < profession_note.id)));
create policy own_people_adds on notes.profession_note as restrictive for insert to :staff with check (
  not exists (select from access.my_kin kin where kin.pupil_id = profession_note.pupil_id));
do $$ declare name text; begin
  foreach name in array array['memory_note', 'profession_note'] loop
    execute format('create policy protected_staff on notes.%I as restrictive for select to :staff using (pupil_id is null
      or not exists (select from access.protected_now hidden where hidden.person_id = %I.pupil_id)
      or exists (select from access.my_circle circle where circle.person_id = %I.pupil_id))', name, name, name);
  end loop;
end $$;
