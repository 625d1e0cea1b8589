-- Terms and breaks, the colours and the logo are set by the machinery for whoever administers.
grant delete on people.calendar_period to :engine;

-- How an organiser looks is seen by everybody in it, on every page.
grant select on people.appearance to :scope, :staff, :family;
create policy employed on people.appearance for select to :staff using (true);
create policy home on people.appearance for select to :family using (true);
