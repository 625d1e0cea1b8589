-- That a unit's access has been gone through is for whoever leads it, and for the machinery that reminds. Signed, it is never changed.
grant usage on schema administration to :staff, :engine;
grant select, insert on administration.access_review to :staff;
grant select on administration.access_review to :engine;
create policy machinery on administration.access_review for select to :engine using (true);
create policy leads on administration.access_review for select to :staff using (
  exists (select from access.my_unit led where led.unit_id = access_review.unit_id and led.basis = 'leads'));
create policy signs on administration.access_review for insert to :staff with check (signed_by_id = (select access.person())
  and exists (select from access.my_unit led where led.unit_id = access_review.unit_id and led.basis = 'leads'));

-- Files of a roster are sent in by an administrator, and waited for by whoever may be the second person. What is in them only the
-- machinery opens.
grant select (id, organiser_id, by_person_id, at, source, accepted_at, is_missing_right), insert on administration.roster_upload to :staff;
grant select, insert on administration.roster_answer to :staff;
grant select, update, delete on administration.roster_upload to :engine;
grant select on administration.roster_answer to :engine;
create policy machinery on administration.roster_upload for all to :engine using (true);
create policy own on administration.roster_upload for select to :staff using (
  by_person_id = (select access.person()) and (select access.is_administrator()));
create policy seconds on administration.roster_upload for select to :staff using (
  accepted_at is not null and access.may_second_for(by_person_id));
create policy sends on administration.roster_upload for insert to :staff with check (
  by_person_id = (select access.person()) and accepted_at is null and (select access.is_administrator()));
create policy machinery on administration.roster_answer for select to :engine using (true);
create policy own on administration.roster_answer for select to :staff using (
  answered_by_id = (select access.person()) or by_person_id = (select access.person()));
create policy seconds on administration.roster_answer for insert to :staff with check (
  answered_by_id = (select access.person()) and exists (select from administration.roster_upload waiting
    where waiting.id = roster_answer.id and waiting.by_person_id = roster_answer.by_person_id
      and waiting.accepted_at is not null and access.may_second_for(waiting.by_person_id)));
