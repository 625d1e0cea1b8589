-- The locks. Every table of the protected schemas: row security enabled, and forced on the owner too; a restrictive policy
-- keeps organisers apart. It is on purpose not indexable ("is true"): as a plain equality the planner combines it with a
-- scan of the organiser's whole index. Every other policy is taken away; the apps' files put theirs back.
do $$ declare at record; begin
  for at in select schemaname, tablename, policyname from pg_policies where schemaname = any(:schemas) loop
    execute format('drop policy %I on %I.%I', at.policyname, at.schemaname, at.tablename);
  end loop;
  for at in select space.nspname, class.relname from pg_class class join pg_namespace space on space.oid = class.relnamespace
      where class.relkind in ('r', 'p') and not class.relispartition and space.nspname = any(:schemas) loop
    execute format('alter table %I.%I enable row level security', at.nspname, at.relname);
    execute format('alter table %I.%I force row level security', at.nspname, at.relname);
    execute format('create policy tenant on %I.%I as restrictive for all to :staff, :family, :engine
      using ((organiser_id = (select access.organiser())) is true)
      with check ((organiser_id = (select access.organiser())) is true)', at.nspname, at.relname);
  end loop;
end $$;
