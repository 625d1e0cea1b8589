-- That a unit's access has been gone through is for whoever leads it, and for the machinery that reminds. Signed, it is never changed.
grant usage on schema administration to :staff, :engine;
grant select, insert on administration.access_review to :staff;
grant select on administration.access_review to :engine;
create policy machinery on administration.access_review for select to :engine using (true);
create policy leads on administration.access_review for select to :staff using (
  exists (select from access.my_unit led where led.unit_id = access_review.unit_id and led.basis = 'leads'));
create policy signs on administration.access_review for insert to :staff with check (signed_by_id = (select access.person())
  and exists (select from access.my_unit led where led.unit_id = access_review.unit_id and led.basis = 'leads'));
