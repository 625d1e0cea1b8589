-- Jobs. Everybody may put one in the queue, in the transaction of an act; nobody but the worker, which is :web, may look into it.
-- What puts a job there answers with its key, which an insert policy alone would refuse: so it runs as its owner.
grant usage on schema base to :staff, :family, :engine, :web;
do $$ declare defers regprocedure; begin
  for defers in select oid::regprocedure from pg_proc
      where pronamespace = 'base'::regnamespace and proname like 'procrastinate\_defer\_%' and prokind = 'f' loop
    execute format('alter function %s security definer set search_path = base, pg_temp', defers);
    execute format('revoke all on function %s from public', defers);
    execute format('grant execute on function %s to :staff, :family, :engine, :web', defers);
  end loop;
end $$;
grant select, insert, update, delete on procrastinate_jobs, procrastinate_events, procrastinate_periodic_defers, procrastinate_workers to :web;
grant usage on sequence procrastinate_jobs_id_seq, procrastinate_events_id_seq, procrastinate_periodic_defers_id_seq to :web;
-- Whether the database is as this version left it, and who works on the queue, is asked before anybody is served.
grant select on django_migrations to :web;
