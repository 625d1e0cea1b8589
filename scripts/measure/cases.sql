-- Makes so many cases as `bench.cases` says out of those that are there: the same people, every key of the case new.
create temporary table copy as
 select kase.matter_id as matter, copy.number
   from cases."case" kase
   cross join generate_series(1, (select current_setting('bench.cases')::int / count(*)::int from cases."case")) as copy (number)
  order by copy.number, kase.matter_id
  limit current_setting('bench.cases')::int - (select count(*) from cases."case");
create index on copy (matter);

create temporary table of_a_case (key uuid);
do $$ declare at record; begin
  insert into of_a_case select matter_id from cases."case";
  for at in select distinct space, name from bench.organiser_column
      where "column" = 'matter_id' and (space, name) <> ('cases', 'case') loop
    execute format('insert into of_a_case select id from %I.%I where matter_id in (select matter from copy)', at.space, at.name);
  end loop;
end $$;
create unique index on of_a_case (key);
analyze of_a_case;
analyze copy;

do $$ declare at record; begin
  for at in
    select place.space, place.name,
           case when (place.space, place.name) = ('access', 'matter') then 'id' else 'matter_id' end as matter,
           string_agg(format('%I', place."column"), ', ' order by place.attnum) as columns,
           string_agg(case
             when place.type = 'uuid' and place."column" <> 'organiser_id' then
               format('case when old.%1$I in (select key from of_a_case) then bench.of_case(old.%1$I, copy.number) else old.%1$I end', place."column")
             when place."column" = 'once' then format('old.%I || ''/'' || copy.number', place."column")
             when (place.name, place."column") = ('case', 'number') then
               'regexp_replace(old.number, ''\d+$'', '''') || (substring(old.number from ''\d+$'')::int + 1000 * copy.number)'
             else format('old.%I', place."column") end, ', ' order by place.attnum) as answers
      from bench.organiser_column place
     where place.place in (select other.place from bench.organiser_column other
                            where other."column" = 'matter_id' or (other.space, other.name) = ('access', 'matter'))
     group by place.place, place.space, place.name
  loop
    execute format('insert into %1$I.%2$I (%3$s) select %4$s from %1$I.%2$I old join copy on copy.matter = old.%5$I',
      at.space, at.name, at.columns, at.answers, at.matter);
  end loop;
end $$;
update records.series set last = last + 1000 * (select max(number) from copy);
