-- A notice is its receiver's, on one side. Read marks are written by the engine.
grant usage on schema notifications to :staff, :family, :engine;
grant select, insert, update on notifications.notice to :engine;
grant select on notifications.notice to :staff, :family;
create policy machinery on notifications.notice for all to :engine using (true) with check (true);
-- Staff see it, as long as they are staff, when it is written: it waits only so as not to ring at night. A home sees it when it has been delivered:
-- not before it was asked, then, whether that home may still be told.
create policy own on notifications.notice for select to :staff using (
  person_id = (select access.person()) and side = 'staff' and dropped_at is null and exists (select from access.my_duty));
create policy own_home on notifications.notice for select to :family using (
  person_id = (select access.person()) and side = 'family' and delivered_at is not null);
-- Whoever is shut out of a matter afterwards no longer has its notices, nor their number.
create policy own_people on notifications.notice as restrictive for select to :staff using (
  matter_id is null or not exists (select from access.my_bar bar where bar.matter_id = notice.matter_id));

-- What mail somebody wants is hers to see, and nobody else's: not even that she is away from it in the evening.
grant select on notifications.mail_wish to :staff;
grant select, insert, update on notifications.mail_wish, notifications.digest to :engine;
create policy own on notifications.mail_wish for select to :staff using (person_id = (select access.person()));
create policy machinery on notifications.mail_wish for all to :engine using (true) with check (true);
-- A digest is sent and never shown: nobody but the machinery sees it.
create policy machinery on notifications.digest for all to :engine using (true) with check (true);
