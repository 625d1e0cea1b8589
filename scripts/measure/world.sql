-- Makes the municipality as many times as large as `bench.times` says: every unit, person and case again under new keys, in the
-- same organiser. Its office stays as it is: those who have been given something to do for the whole organiser.
create temporary table stays as
 select id as key from people.organisation union select id from access."grant" union select person_id from access."grant";
do $$ declare at record; units int; begin
  select count(*) into units from people.school_unit;
  for at in
    select place.space, place.name,
           string_agg(format('%I', place."column"), ', ' order by place.attnum) as columns,
           string_agg(case
             when place."column" = 'organiser_id' then format('old.%I', place."column")
             when place.type = 'uuid' then
               format('case when old.%1$I in (select key from stays) then old.%1$I else bench.of_world(old.%1$I, copy.number) end', place."column")
             when place.type = 'jsonb' then format('bench.in_world(old.%I::text, copy.number)::jsonb', place."column")
             when place."column" = 'code' or (place.name, place."column") = ('case', 'number') then
               format('bench.code(old.%I, copy.number, %s)', place."column", units)
             when place."column" in ('instance', 'once') then format('bench.in_world(old.%I, copy.number)', place."column")
             else format('old.%I', place."column") end, ', ' order by place.attnum) as answers,
           max(place."column") filter (where (place.space = 'people' or place.name in ('grant', 'staff_card'))
             and place."column" = case when place.name in ('person', 'grant') then 'id' else 'person_id' end) as owner
      from bench.organiser_column place
     where (place.space, place.name) not in (('people', 'organisation'), ('cases', 'released_definition'))
     group by place.place, place.space, place.name
  loop
    execute format('insert into %1$I.%2$I (%3$s) select %4$s from %1$I.%2$I old cross join generate_series(1, current_setting(''bench.times'')::int - 1) as copy (number)%5$s',
      at.space, at.name, at.columns, at.answers,
      case
        -- The organiser has one series of its own.
        when at.name = 'series' then ' where old.code ~ ''\d$'''
        when at.name = 'unit_series' then ' where old.unit_id is not null'
        when at.owner is not null then format(' where old.%I not in (select key from stays)', at.owner)
        else '' end);
  end loop;
end $$;
