-- Special circumstances are set, looked at again and lifted by whoever leads the pupil's unit, and by nobody else. What she did and
-- why is a row that is never changed. The mentor sees that there are any, and nobody who only teaches does (7_policies.sql).
grant select on access.circumstance_act to :scope, :engine;
grant select, insert on access.circumstance_act to :staff;
grant insert on access.special_circumstance to :staff;

create policy sets on access.special_circumstance for insert to :staff with check (
     decided_by_id = (select access.person()) and lower(valid_during) = (select access.now())
 and exists (select from access.my_pupil mine where mine.pupil_id = special_circumstance.pupil_id and mine.side = 'staff' and mine.basis = 'leads'));
create policy leads on access.circumstance_act for select to :staff using (
     exists (select from access.special_circumstance special join access.my_pupil mine on mine.pupil_id = special.pupil_id
              where special.id = circumstance_act.circumstance_id and mine.side = 'staff' and mine.basis = 'leads'));
create policy acts on access.circumstance_act for insert to :staff with check (
     by_person_id = (select access.person()) and at = (select access.now())
 and exists (select from access.special_circumstance special join access.my_pupil mine on mine.pupil_id = special.pupil_id
              where special.id = circumstance_act.circumstance_id and special.valid_during @> (select access.now())
                and mine.side = 'staff' and mine.basis = 'leads'));
