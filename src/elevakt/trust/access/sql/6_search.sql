-- Search and reporting: definer functions that return the least, and are the only readers of the pupil directory.
grant usage on schema base to :scope;
set local role :scope;

-- The organisers of this installation, for the machinery that goes through them one by one: keys, nothing else.
create or replace function access.organisers() returns setof uuid
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select distinct part.organiser_id from people.organisation part;
end $$;

-- The units where one has a duty now.
create or replace function access.own_units() returns setof uuid
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select distinct duty.school_unit_id from access.my_duty duty where duty.school_unit_id is not null;
end $$;

-- Whether one has any duty now: search and report are for everybody employed, and for nobody else.
create or replace function access.is_employed() returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.my_duty);
end $$;

-- How many more searches at other schools one has today (twenty a day; more is a pattern for review).
create or replace function access.searches_left() returns int
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return greatest(0, 20 - (select count(*)::int from audit.search done
    where done.person_id = access.person() and done.organiser_id = access.organiser()
      and (done.at at time zone 'Europe/Stockholm')::date = access.today()));
end $$;

-- Pupils by name, tolerant of spelling. Without a unit: in the own units, at most `most`. With another unit: at most five,
-- logged, and none when the day's searches are used up. No browsing: at least two letters.
create or replace function access.find_pupils(words text, unit uuid default null, most int default 8)
 returns table (person_id uuid, name varchar, class_name varchar, unit_id uuid)
 language plpgsql volatile security definer set search_path = pg_catalog, base, pg_temp as $$
declare
  key text := access.sort_key(btrim(words));
  us uuid[]; own uuid[]; found int; elsewhere boolean;
begin
  if not access.is_employed() or coalesce(length(key), 0) < 2 then return; end if;
  own := array(select access.own_units());
  us := case when unit is null then own else array[unit] end;
  elsewhere := unit is not null and not unit = any(own);
  if elsewhere then
    most := 5;
    if access.searches_left() = 0 then return; end if;
  end if;
  return query select card.person_id, card.name, card.class_name, card.unit_id from access.pupil_card card
    where card.organiser_id = access.organiser() and card.unit_id = any(us) and (card.ends_at is null or card.ends_at > access.now())
      and (card.name_key collate "C" ^@ key or card.given_key collate "C" ^@ key
        or (not elsewhere and lower(card.class_name) = lower(btrim(words))))
    order by card.given_key collate "C", card.person_id limit least(most, 50);
  get diagnostics found = row_count;
  if found = 0 and length(key) > 2 then
    return query select card.person_id, card.name, card.class_name, card.unit_id from access.pupil_card card
      where card.organiser_id = access.organiser() and card.unit_id = any(us) and (card.ends_at is null or card.ends_at > access.now())
        and (base.word_similarity(key, card.given_key) > 0.45 or base.word_similarity(key, card.name_key) > 0.45)
      order by greatest(base.word_similarity(key, card.given_key), base.word_similarity(key, card.name_key)) desc, card.given_key collate "C", card.person_id
      limit least(most, 50);
    get diagnostics found = row_count;
  end if;
  if elsewhere then
    insert into audit.search (id, organiser_id, at, person_id, unit_id, hits)
    values (gen_random_uuid(), access.organiser(), access.now(), access.person(), unit, found);
  end if;
end $$;

-- The card of one pupil that was just picked, for the report form: of the own units, whom one meets, or of a school where one
-- has searched and found in the last week. A key that comes from elsewhere has no card, so nobody is looked up past the search.
create or replace function access.pupil_card_of(pupil uuid)
 returns table (person_id uuid, name varchar, class_name varchar, unit_id uuid)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select card.person_id, card.name, card.class_name, card.unit_id from access.pupil_card card
    where card.person_id = pupil and card.organiser_id = access.organiser() and access.is_employed()
      and (card.ends_at is null or card.ends_at > access.now())
      and (card.unit_id in (select access.own_units())
        or exists (select from access.my_pupil mine where mine.pupil_id = pupil and mine.side = 'staff')
        or exists (select from audit.search done where done.person_id = access.person() and done.unit_id = card.unit_id
             and done.hits > 0 and done.at > access.now() - interval '7 days'));
end $$;

-- A matter without readers is new: a report may only open one (its readers come later in the same transaction).
create or replace function access.is_new(matter uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return not exists (select from access.matter_reader reader where reader.matter_id = matter);
end $$;

-- The strictest answer in force for each guardian of a pupil, over all matters but those one is shut out of: the answer must
-- not tell the accused that a matter exists. Special circumstances and protection are at least `ask`, and so is a guardian who
-- has come since a matter was decided for the others.
create or replace function access.strictest_answers(pupil uuid)
 returns table (guardian_id uuid, answer text)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare start int := case when
      exists (select from access.special_circumstance special where special.pupil_id = pupil and special.valid_during @> access.now())
   or exists (select from people.person person where person.id = pupil and person.is_protected) then 1 else 0 end;
begin
  return query
    select home.guardian_id, (array['inform', 'ask', 'do_not_inform'])[1 + greatest(start, coalesce(max(latest.strict), 0))]
      from (select distinct one.guardian_id from people.responsible one join people.person child on child.id = one.pupil_id
             where one.pupil_id = pupil and access.in_custody(one.period, child.birth_date) @> access.now() and one.relation_type = 'Vårdnadshavare') home
      left join lateral (
        select distinct on (decision.matter_id)
               array_position(array['ask', 'do_not_inform'], case when decision.guardian_id = home.guardian_id then decision.answer::text else 'ask' end) as strict
          from access.home_decision decision
         where decision.pupil_id = pupil
           and not exists (select from access.my_bar bar where bar.matter_id = decision.matter_id)
         order by decision.matter_id, decision.guardian_id <> home.guardian_id, decision.decided_at desc, decision.id desc) latest on true
     group by home.guardian_id;
end $$;

-- What those who teach a pupil may know about calling home: the guardians who may be called by everybody. Blocked and unclear
-- look the same: nobody is named. Whoever is kin to the pupil is told of nobody, or she could read her own answer out of it.
create or replace function access.may_call(pupil uuid)
 returns table (guardian_id uuid, name text)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.my_pupil mine where mine.pupil_id = pupil and mine.side = 'staff')
     or exists (select from people.responsible kin where kin.guardian_id = access.person() and kin.pupil_id = pupil) then return; end if;
  return query select guardian.id, guardian.given_name || ' ' || guardian.family_name
    from access.strictest_answers(pupil) home join people.person guardian on guardian.id = home.guardian_id
   where home.answer = 'inform' and not guardian.is_protected
   order by guardian.given_key collate "C";
end $$;

-- The answer per guardian, for mentor and lead, and in an emergency: whoever calls must know whom not to call. Who works in one matter is not told by it what was decided in another.
create or replace function access.home_answers(pupil uuid)
 returns table (guardian_id uuid, answer text)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select home.guardian_id, home.answer from access.strictest_answers(pupil) home
   where exists (select from access.my_pupil mine where mine.pupil_id = pupil and mine.basis in ('mentors', 'leads', 'break_glass'))
     and exists (select from access.my_home mine where mine.pupil_id = pupil and mine.guardian_id = home.guardian_id);
end $$;

-- Whom the circle around a protected pupil is chosen from: those who teach, care for, mentor, cover or assist the child today, and those in it.
-- For whoever leads the unit: the circle is theirs to set. A protected colleague is told by no name but the one agreed with her.
create or replace function access.proposed_circle(pupil uuid)
 returns table (person_id uuid, name text, title varchar, basis varchar, is_in boolean)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.edge mine where mine.person_id = access.person() and mine.pupil_id = pupil
      and mine.basis = 'leads' and mine.valid_during @> access.now()) then return; end if;
  return query
    select around.reader_id, case when person.is_protected then person.display_name else access.shown_name(person) end::text, coalesce(card.title, ''), max(around.basis)::varchar, bool_or(around.is_in)
      from (
        select edge.person_id as reader_id, edge.basis, false as is_in from access.edge edge
         where edge.pupil_id = pupil and edge.basis in ('teaches', 'cares', 'mentors', 'covers', 'assists') and edge.valid_during @> access.now()
        union all
        select circle.reader_id, '', true from access.protected_circle circle
         where circle.protected_person_id = pupil and circle.valid_during @> access.now()) around
      join people.person person on person.id = around.reader_id
      left join access.staff_card card on card.person_id = person.id
     group by person.id, around.reader_id, card.title
     order by person.given_key collate "C";
end $$;

-- What the frame of every page says of the one who looks at it, and of nobody else. A function, since every page asks: to start the
-- policies of people.person for one's own row takes longer than the rest of the frame.
drop function if exists access.around_me();
create function access.around_me()
 returns table (initials text, place text, leads boolean, is_officer boolean, teaches boolean, works boolean, administers boolean, oversees boolean,
   emergency_until timestamptz, oversees_until timestamptz, name text, accent text, neutral text, logo text)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select left(person.given_name, 1) || left(person.family_name, 1),
      coalesce((select unit.name from access.staff_card card join people.school_unit unit on unit.id = card.unit_id
         where card.person_id = person.id)::text, ''),
      exists (select from access.my_unit where basis = 'leads'),
      exists (select from access.my_grant where basis = 'officer'),
      exists (select from access.my_pupil where side = 'staff'),
      exists (select from access.my_reading where side = 'staff' and basis <> 'reported'),
      exists (select from access.my_grant where basis = 'administrator' and scope = ''),
      exists (select from access.my_grant where basis = 'oversees'),
      (select max(upper(valid_during)) from access.my_put_on where basis = 'break_glass'),
      (select max(upper(valid_during)) from access.my_put_on where basis = 'oversees'),
      look.name::text, look.accent::text, look.neutral::text, look.logo_digest::text
    from people.person person left join people.appearance look on look.organiser_id = person.organiser_id where person.id = access.person() and person.organiser_id = access.organiser();
end $$;

-- Who reads a matter now, for those who lead or work in it: whoever works with the part about one person is told of those who
-- read of her or of the whole. Keys only: what each is called is asked of the policies.
create or replace function access.readers_of(matter uuid)
 returns table (person_id uuid, side varchar, basis varchar, role varchar, circles varchar[], about_person_id uuid)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query select distinct reader.person_id, reader.side, reader.basis, reader.role, reader.circles, reader.about_person_id
    from access.matter_reader reader
   where reader.matter_id = matter and reader.organiser_id = access.organiser() and coalesce(reader.valid_during @> access.now(), false)
     and (reader.side = 'family' or not exists (
           select from access.matter_bar bar where bar.matter_id = matter and bar.person_id = reader.person_id))
     and (reader.basis not in ('guardian', 'self') or exists (
           select from access.told_reader told
            where told.matter_id = matter and told.pupil_id = reader.about_person_id
              and told.person_id = reader.person_id and told.basis = reader.basis))
     and exists (
           select from access.my_reading mine
            where mine.matter_id = matter and mine.side = 'staff' and (mine.basis = 'participates' or mine.may_write)
              and (mine.about_person_id is null or reader.about_person_id is null or mine.about_person_id = reader.about_person_id));
end $$;

revoke all on function access.organisers(), access.around_me(), access.readers_of(uuid), access.proposed_circle(uuid), access.own_units(), access.is_employed(), access.searches_left(), access.find_pupils(text, uuid, int), access.pupil_card_of(uuid),
  access.is_new(uuid), access.may_call(uuid), access.home_answers(uuid), access.strictest_answers(uuid) from public;
grant execute on function access.proposed_circle(uuid), access.readers_of(uuid), access.own_units(), access.searches_left(), access.find_pupils(text, uuid, int), access.pupil_card_of(uuid),
  access.may_call(uuid), access.home_answers(uuid) to :staff;
grant execute on function access.is_new(uuid), access.around_me() to :staff, :family;
grant execute on function access.organisers() to :web, :engine;
set local role :owner;
