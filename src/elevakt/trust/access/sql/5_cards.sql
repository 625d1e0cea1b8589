-- The two directories: the least of a pupil, for a reporter; and colleagues by name and title. Protected persons are never
-- there; a marking takes them out in the same transaction.
set local role :scope;

create or replace function access.recalculate_cards(people uuid[]) returns void
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if coalesce(cardinality(people), 0) = 0 then return; end if;
  delete from access.pupil_card where person_id = any(people);
  insert into access.pupil_card (person_id, organiser_id, unit_id, name, class_name, name_key, given_key, ends_at)
  select distinct on (person.id) person.id, person.organiser_id, enrolled.school_unit_id,
         person.given_name || ' ' || person.family_name, coalesce(class.name, ''), person.name_key, person.given_key, upper(enrolled.period)
    from people.person person
    join people.enrolment enrolled on enrolled.person_id = person.id
    left join lateral (
      select grp.name from people.group_membership member join people."group" grp on grp.id = member.group_id
       where member.person_id = person.id and grp.group_type = 'Klass' and grp.school_unit_id = enrolled.school_unit_id
       order by lower(member.period) desc limit 1) class on true
   where person.id = any(people) and not person.is_protected
   order by person.id, upper(enrolled.period) desc nulls first, lower(enrolled.period) desc;
  delete from access.staff_card where person_id = any(people);
  insert into access.staff_card (person_id, organiser_id, unit_id, name, title, name_key)
  select distinct on (person.id) person.id, person.organiser_id, duty.school_unit_id,
         person.given_name || ' ' || person.family_name, coalesce(nullif(duty.description, ''), duty.duty_role), person.name_key
    from people.person person join people.duty duty on duty.person_id = person.id
   where person.id = any(people) and not person.is_protected
   order by person.id, upper(duty.period) desc nulls first, lower(duty.period) desc;
end $$;

create or replace function access.card_changed() returns trigger
 language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_table_name = 'person' then
    perform access.recalculate_cards(array(select id from changed));
  elsif tg_table_name = 'group' then
    perform access.recalculate_cards(array(select distinct member.person_id from people.group_membership member
      where member.group_id in (select id from changed)));
  else
    perform access.recalculate_cards(array(select distinct person_id from changed));
  end if;
  return null;
end $$;
revoke all on function access.recalculate_cards(uuid[]), access.card_changed() from public;
grant execute on function access.card_changed() to :owner;
set local role :owner;

do $$ declare name text; begin
  foreach name in array array['person', 'enrolment', 'group_membership', 'group', 'duty'] loop
    execute format('create or replace trigger cards_added after insert on people.%I referencing new table as changed for each statement execute function access.card_changed()', name);
    execute format('create or replace trigger cards_changed_new after update on people.%I referencing new table as changed for each statement execute function access.card_changed()', name);
    execute format('create or replace trigger cards_changed_old after update on people.%I referencing old table as changed for each statement execute function access.card_changed()', name);
    execute format('create or replace trigger cards_taken after delete on people.%I referencing old table as changed for each statement execute function access.card_changed()', name);
  end loop;
end $$;
