-- What is looked at afterwards: who has opened what, and what was opened in an emergency. Definer functions that follow the circles.
set local role :scope;

-- Whether one has put on to oversee, and is still given to.
create or replace function access.is_overseeing() returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.my_put_on where basis = 'oversees');
end $$;

-- Whether something that somebody opened may be told to the one who asks: it is about no matter, or one that she works in; and it
-- is not the search that came before a report in a matter that she may not see.
create or replace function access.may_be_told_of(reader uuid, subject uuid, basis text, matter uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (matter is null or exists (select from access.my_reading mine where mine.matter_id = matter and mine.may_write))
     and not (may_be_told_of.basis = 'search' and exists (
       select from access.matter_reader report
         join access.matter_person about on about.matter_id = report.matter_id and about.person_id = subject
        where report.person_id = reader and report.basis = 'reported'
          and not exists (select from access.my_reading mine where mine.matter_id = report.matter_id and mine.may_write)));
end $$;

-- Who has opened what about a pupil, for whoever leads the pupil's unit, and for whoever oversees. The other pupils of a list are
-- never told. One's own kin one does not oversee; a protected pupil's log is for the one who leads.
drop function if exists access.openings_of(uuid, timestamptz, int);
create or replace function access.openings_of(pupil uuid, before timestamptz, most int, since timestamptz default null,
   reader uuid default null, pages text default '', why text default '')
 returns table (at timestamptz, person_id uuid, side varchar, page varchar, kind varchar, basis varchar, reason varchar)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from access.my_pupil mine where mine.pupil_id = pupil and mine.basis = 'leads')
     and not (access.is_overseeing()
       and exists (select from people.person one where one.id = pupil and one.organiser_id = access.organiser() and not one.is_protected)
       and not exists (select from people.responsible kin where kin.guardian_id = access.person() and kin.pupil_id = pupil)) then return; end if;
  return query select opening.at, opening.person_id, opening.side, opening.page, opening.kind, seen.basis, opening.reason
    from audit.opening opening
    cross join lateral unnest(opening.subjects, opening.bases, opening.matters) seen (subject, basis, matter)
   where opening.organiser_id = access.organiser() and opening.subjects @> array[pupil] and opening.at < before
     and (since is null or opening.at >= since)
     and (openings_of.reader is null or opening.person_id = openings_of.reader)
     and starts_with(opening.page, pages) and (why = '' or seen.basis = why)
     and seen.subject = pupil
     and access.may_be_told_of(opening.person_id, pupil, seen.basis, coalesce(seen.matter, opening.matter_id))
   order by opening.at desc limit least(most, 5001);
end $$;

-- What somebody has opened, for whoever oversees: which pages, when, on what basis, and how many pupils; never whom. Nobody
-- oversees herself.
create or replace function access.openings_by(reader uuid, before timestamptz, most int, since timestamptz default null,
   pages text default '', why text default '')
 returns table (at timestamptz, side varchar, page varchar, kind varchar, bases varchar[], persons int)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not access.is_overseeing() or reader = access.person() then return; end if;
  return query select opening.at, opening.side, opening.page, opening.kind, told.bases, told.persons
    from audit.opening opening
    cross join lateral (
      select array_agg(distinct seen.basis) as bases, count(distinct seen.subject)::int as persons
        from unnest(opening.subjects, opening.bases, opening.matters) seen (subject, basis, matter)
       where (why = '' or seen.basis = why)
         and access.may_be_told_of(opening.person_id, seen.subject, seen.basis, coalesce(seen.matter, opening.matter_id))) told
   where opening.organiser_id = access.organiser() and opening.person_id = reader and opening.side = 'staff' and opening.at < before
     and (since is null or opening.at >= since) and starts_with(opening.page, pages) and told.persons > 0
   order by opening.at desc limit least(most, 5001);
end $$;

-- Whether one may open a pupil in an emergency: one has found her as anybody may, does not lead or mentor her already, and she is
-- not of one's own. A protected pupil has no card: her circle is set by name.
create or replace function access.may_break_glass(pupil uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.pupil_card_of(pupil)) and pupil <> access.person()
     and not exists (select from people.responsible kin where kin.guardian_id = access.person() and kin.pupil_id = pupil)
     and not exists (select from access.my_pupil mine where mine.pupil_id = pupil and mine.side = 'staff' and mine.basis in ('leads', 'mentors', 'break_glass'));
end $$;

-- Who is to look at what was opened in an emergency: whoever leads the pupil's unit, and never the one who opened. Where nobody
-- else leads, the organiser's officer.
create or replace function access.may_review(opened uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (
    select from access.put_on worn
     where worn.id = opened and worn.organiser_id = access.organiser() and worn.basis = 'break_glass' and worn.person_id <> access.person()
       and (exists (select from access.my_pupil mine where mine.pupil_id = worn.pupil_id and mine.basis = 'leads')
         or exists (select from access.my_grant mine where mine.basis = 'officer')
            and not exists (select from people.responsible kin where kin.guardian_id = access.person() and kin.pupil_id = worn.pupil_id)
            and not exists (select from access.edge lead where lead.pupil_id = worn.pupil_id and lead.basis = 'leads' and lead.side = 'staff'
                             and lead.person_id <> worn.person_id and lead.valid_during @> access.now())));
end $$;

-- What has been opened in an emergency. Whom, and why, is told to those alone who may review it; that it happened also to the
-- organiser's officers, and to whoever oversees.
create or replace function access.emergencies(before timestamptz, most int)
 returns table (id uuid, person_id uuid, unit_id uuid, since timestamptz, until timestamptz, may_review boolean, pupil_id uuid,
   reason varchar, signed_by_id uuid, signed_at timestamptz, words varchar)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare told boolean := access.is_overseeing() or exists (select from access.my_grant mine where mine.basis = 'officer');
begin
  return query
    select worn.id, worn.person_id, enrolled.school_unit_id, lower(worn.valid_during), upper(worn.valid_during), mine.may_review,
           case when mine.may_review then worn.pupil_id end, case when mine.may_review then worn.reason end,
           signed.signed_by_id, signed.signed_at, case when mine.may_review then signed.words end
      from access.put_on worn
      cross join lateral (select access.may_review(worn.id) as may_review) mine
      left join lateral (
        select at.school_unit_id from people.enrolment at
         where at.person_id = worn.pupil_id and at.period @> access.now() order by lower(at.period) desc limit 1) enrolled on true
      left join lateral (
        select one.signed_by_id, one.signed_at, one.words from access.review one
         where one.put_on_id = worn.id order by one.signed_at limit 1) signed on true
     where worn.organiser_id = access.organiser() and worn.basis = 'break_glass' and worn.person_id <> access.person()
       and lower(worn.valid_during) < before and (told or mine.may_review)
     order by signed.signed_at is not null, lower(worn.valid_during) desc limit least(most, 100);
end $$;

-- How many of them wait for the one who asks. Home asks each time: those that are signed are left out before anything else is asked.
create or replace function access.emergencies_waiting() returns int
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (
    with waiting as materialized (
      select worn.id from access.put_on worn
       where worn.organiser_id = access.organiser() and worn.basis = 'break_glass' and worn.person_id <> access.person()
         and not exists (select from access.review one where one.put_on_id = worn.id))
    select count(*)::int from waiting where access.may_review(waiting.id));
end $$;

-- Whether what was found in somebody's log is for the one who asks to look at: she oversees, or leads a school where the other works.
-- Nobody looks at herself.
create or replace function access.may_look(who uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return who <> access.person() and (access.is_overseeing() or exists (
    select from people.duty duty join access.my_unit mine on mine.unit_id = duty.school_unit_id
     where duty.person_id = who and duty.organiser_id = access.organiser() and mine.basis = 'leads' and duty.period @> access.now()));
end $$;

-- What is worth a look, of the last year: what waits first. Of an opening that was picked at random also when, where and why.
create or replace function access.hits(most int)
 returns table (id uuid, pattern varchar, person_id uuid, day date, number int, at timestamptz, page varchar, bases varchar[],
   signed_by_id uuid, signed_at timestamptz, words varchar)
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return query
    select hit.id, hit.pattern, hit.person_id, hit.day, hit.number, opening.at, opening.page, opening.bases, looked.signed_by_id, looked.signed_at, looked.words
      from access.hit hit
      left join audit.opening opening on opening.id = hit.opening_id and opening.at >= hit.day::timestamptz - interval '1 day'
       and opening.at < hit.day::timestamptz + interval '2 days'
      left join lateral (
        select one.signed_by_id, one.signed_at, one.words from access.look one
         where one.hit_id = hit.id order by one.signed_at limit 1) looked on true
     where hit.organiser_id = access.organiser() and hit.day > access.today() - 366 and access.may_look(hit.person_id)
     order by looked.signed_at is not null, hit.day desc, hit.id limit least(most, 100);
end $$;

-- How much waits to be looked at. Who has been given to oversee is told how much, before she puts it on.
create or replace function access.hits_waiting() returns int
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return (
    with waiting as materialized (
      select hit.person_id from access.hit hit
       where hit.organiser_id = access.organiser() and hit.day > access.today() - 366 and hit.person_id <> access.person()
         and not exists (select from access.look one where one.hit_id = hit.id))
    select count(*)::int from waiting
     where exists (select from access.my_grant mine where mine.basis = 'oversees') or access.may_look(waiting.person_id));
end $$;

create or replace function access.may_sign_hit(hit uuid) returns boolean
 language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  return exists (select from access.hit found where found.id = hit and found.organiser_id = access.organiser() and access.may_look(found.person_id));
end $$;

revoke all on function access.may_look(uuid), access.hits(int), access.hits_waiting(), access.may_sign_hit(uuid) from public;
grant execute on function access.hits(int), access.hits_waiting(), access.may_sign_hit(uuid) to :staff;
revoke all on function access.is_overseeing(), access.may_be_told_of(uuid, uuid, text, uuid), access.may_break_glass(uuid), access.may_review(uuid),
  access.emergencies(timestamptz, int), access.emergencies_waiting(), access.openings_of(uuid, timestamptz, int, timestamptz, uuid, text, text),
  access.openings_by(uuid, timestamptz, int, timestamptz, text, text) from public;
grant execute on function access.is_overseeing(), access.may_break_glass(uuid), access.may_review(uuid), access.emergencies(timestamptz, int), access.emergencies_waiting(),
  access.openings_of(uuid, timestamptz, int, timestamptz, uuid, text, text), access.openings_by(uuid, timestamptz, int, timestamptz, text, text) to :staff;
set local role :owner;
