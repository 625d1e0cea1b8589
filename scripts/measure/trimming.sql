-- Leaves so many pupils as `bench.pupils` says, those first who are in a case. The others go, with their homes, and so does
-- every case that names one of them. Pupils who have left stay where a case still speaks of them.
create temporary table gone as
 with here as (select distinct person_id from people.enrolment where period @> now()),
 in_case as (select distinct person_id from cases.case_person where person_id is not null),
 kept as (
   select person_id from here
    order by person_id not in (select person_id from in_case), md5(person_id::text)
    limit current_setting('bench.pupils')::int)
 select distinct person_id as key from people.enrolment
  where person_id not in (select person_id from kept)
    and (person_id in (select person_id from here) or person_id not in (select person_id from in_case));
insert into gone
 select distinct home.guardian_id from people.responsible home
  where not exists (select from people.responsible other where other.guardian_id = home.guardian_id and other.pupil_id not in (select key from gone))
    and not exists (select from people.duty where duty.person_id = home.guardian_id);
insert into gone select distinct matter_id from cases.case_person where person_id in (select key from gone);
create unique index on gone (key);
analyze gone;

do $$ declare at record; begin
  for at in select * from bench.organiser_column where type = 'uuid' and "column" <> 'organiser_id' loop
    execute format('delete from %I.%I where %I in (select key from gone)', at.space, at.name, at."column");
  end loop;
end $$;
