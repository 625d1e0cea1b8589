-- Imports of the roster. An administrator sees when there was one and how much it changed, and never by that a row of the roster.
grant select on people.roster_import, people.held_row to :staff;
grant delete on people.roster_before, people.held_row to :engine;

set local role :scope;

-- Who may be the second person to what somebody does that gives herself or her kin more to read: another administrator, an officer
-- of the organiser, or whoever leads where she works. Never her kin.
create or replace function access.seconds_of(giver uuid) returns setof uuid
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select one.person_id from (
     select given.person_id from access."grant" given
      where given.organiser_id = access.organiser() and given.valid_during @> access.now()
        and (given.basis = 'officer' or given.basis = 'administrator' and given.scope = '')
     union
     select access.lead_over(array[giver])) one
  where not access.are_kin(one.person_id, giver)
    and exists (select from people.duty duty where duty.person_id = one.person_id and duty.period @> access.now())
$$;

create or replace function access.may_second_for(giver uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select access.side() = 'staff' and access.person() in (select access.seconds_of(giver))
$$;

revoke all on function access.seconds_of(uuid), access.may_second_for(uuid) from public;
grant execute on function access.may_second_for(uuid) to :staff;
grant execute on function access.seconds_of(uuid) to :engine;
set local role :owner;

create policy administers on people.roster_import for select to :staff using ((select access.is_administrator()));
create policy administers on people.held_row for select to :staff using ((select access.is_administrator()));

-- To take back an import is the one way in which a row of the roster is deleted, and only a row that it added. Whatever points at
-- one stops the whole.
grant usage on schema people, access to :purge;
grant create on schema access to :purge;
grant select on people.roster_before, people.roster_import to :purge;
create policy takes_back on people.roster_before for select to :purge using (true);
create policy takes_back on people.roster_import for select to :purge using (true);
do $$ declare name text; begin
  foreach name in array array['organisation', 'school_unit', 'person', 'contact', 'enrolment', 'responsible', 'duty', 'group',
      'group_membership', 'assignment_role', 'activity', 'activity_group', 'activity_teacher'] loop
    execute format('grant select, delete on people.%I to :purge', name);
    execute format('create policy takes_back on people.%I for all to :purge using (exists (
      select from people.roster_before added where added.row_id = %I.id and added.before is null))', name, name);
  end loop;
end $$;

set local role :purge;
create or replace function access.delete_added(import uuid) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare at record;
begin
  if not exists (select from people.roster_import made where made.id = import and made.organiser_id = access.organiser()
                  and made.undone_at is null) then
    raise exception 'no import to take back';
  end if;
  for at in select * from (values
      ('activity_teachers', 'activity_teacher'), ('activity_groups', 'activity_group'), ('activities', 'activity'),
      ('assignment_roles', 'assignment_role'), ('memberships', 'group_membership'), ('groups', 'group'), ('duties', 'duty'),
      ('responsibles', 'responsible'), ('enrolments', 'enrolment'), ('contacts', 'contact'), ('persons', 'person'),
      ('school_units', 'school_unit'), ('organisations', 'organisation')) v(resource, name) loop
    execute format('delete from people.%I where id in (select row_id from people.roster_before
      where roster_import_id = $1 and resource = $2 and before is null)', at.name) using import, at.resource;
  end loop;
  set constraints all immediate;
end $$;
revoke all on function access.delete_added(uuid) from public;
grant execute on function access.delete_added(uuid) to :engine;
set local role :owner;
revoke create on schema access from :purge;
