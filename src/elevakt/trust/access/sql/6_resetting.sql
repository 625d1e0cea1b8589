-- Whose second steps are taken away: an administrator asks, and it is done when one of those who lead where the colleague works has
-- said yes. Whoever asks never answers; neither does the colleague, nor kin of either. After a week it can no longer be said.
grant select on access.step_reset, access.step_reset_answer to :scope, :engine;
grant select, insert on access.step_reset, access.step_reset_answer to :staff;

set local role :scope;

create or replace function access.may_ask_reset(colleague uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select access.side() = 'staff' and access.is_administrator() and colleague <> access.person()
    and exists (select from access.staff_card card where card.person_id = colleague and card.organiser_id = access.organiser())
    and exists (select from people.duty duty where duty.person_id = colleague and duty.period @> access.now())
$$;

create or replace function access.who_may_confirm_reset(reset uuid) returns setof uuid
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select lead.person_id from access.step_reset asked, lateral access.lead_over(array[asked.person_id]) lead(person_id)
  where asked.id = reset and asked.organiser_id = access.organiser() and access.now() < asked.asked_at + interval '7 days'
    and not exists (select from access.step_reset_answer answer where answer.id = asked.id)
    and not access.are_kin(lead.person_id, asked.person_id) and not access.are_kin(lead.person_id, asked.asked_by_id)
    and exists (select from people.duty duty where duty.person_id = lead.person_id and duty.period @> access.now())
$$;

create or replace function access.may_confirm_reset(reset uuid) returns boolean
 language sql stable security definer set search_path = pg_catalog, pg_temp as $$
 select access.side() = 'staff' and access.person() in (select access.who_may_confirm_reset(reset))
$$;

revoke all on function access.may_ask_reset(uuid), access.who_may_confirm_reset(uuid), access.may_confirm_reset(uuid) from public;
grant execute on function access.may_ask_reset(uuid), access.may_confirm_reset(uuid) to :staff;
grant execute on function access.who_may_confirm_reset(uuid) to :engine;
set local role :owner;

create policy administers on access.step_reset for select to :staff using (
     (select access.is_administrator()) or access.may_confirm_reset(id)
  or exists (select from access.step_reset_answer answer where answer.id = step_reset.id and answer.answered_by_id = (select access.person())));
create policy asks on access.step_reset for insert to :staff with check (
     asked_by_id = (select access.person()) and asked_at = (select access.now()) and access.may_ask_reset(person_id));
create policy administers on access.step_reset_answer for select to :staff using (
     answered_by_id = (select access.person()) or (select access.is_administrator()));
create policy seconds on access.step_reset_answer for insert to :staff with check (
     answered_by_id = (select access.person()) and answered_at = (select access.now()) and access.may_confirm_reset(id));
