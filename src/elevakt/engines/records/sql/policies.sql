-- Series are the engine's alone. A document is read as the part of the ledger that it was made from.
grant usage on schema records to :staff, :family, :engine;
grant select, insert, update on all tables in schema records to :engine;
grant select on records.document to :staff, :family;
create policy machinery on records.series for all to :engine using (true) with check (true);
create policy machinery on records.unit_series for all to :engine using (true) with check (true);
create policy machinery on records.document for all to :engine using (true) with check (true);
-- Whoever reported reads the own words, not what others made of them, nor the number on the page. A withdrawn document is for
-- whoever leads, and so reads all its circle about everybody and may write.
create policy staff_need on records.document for select to :staff using (exists (
  select from access.my_reading mine where mine.matter_id = document.matter_id and mine.side = 'staff' and mine.basis <> 'reported'
     and document.circle = any(mine.circles)
     and (mine.about_person_id is null or mine.about_person_id = document.about_person_id)
     and (document.withdrawn_at is null or (mine.basis in ('leads', 'officer') and mine.may_write))));
create policy family_need on records.document for select to :family using (withdrawn_at is null and exists (
  select from access.my_reading mine where mine.matter_id = document.matter_id and mine.side = 'family' and mine.basis <> 'reported'
     and document.circle = any(mine.circles) and mine.about_person_id = document.about_person_id));
create policy own_people on records.document as restrictive for select to :staff using (
  not exists (select from access.my_bar bar where bar.matter_id = document.matter_id));
-- A document leaves the room: one about a protected person is for her circle, also among those who work in the matter.
create policy protected_staff on records.document as restrictive for select to :staff using (
     about_person_id is null
  or not exists (select from access.protected_now hidden where hidden.person_id = document.about_person_id)
  or exists (select from access.my_circle circle where circle.person_id = document.about_person_id));
create policy protected_family on records.document as restrictive for select to :family using (
     about_person_id is null
  or not exists (select from access.protected_now hidden where hidden.person_id = document.about_person_id));
