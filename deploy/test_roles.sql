-- Only where tests run, after roles.sql:
--
--     psql -v prefix=elevakt -f test_roles.sql
--
-- Tests log in as _test, which may make databases and arrange what no role of the product may (BYPASSRLS), and stand as _web
-- from the first statement on. A query outside arrange() and acting_as() is then refused by PostgreSQL, as in production.

select format('create role %I login inherit bypassrls createdb', :'prefix' || '_test')
 where not exists (select from pg_roles where rolname = :'prefix' || '_test')
\gexec
select format('grant %I to %I', :'prefix' || role, :'prefix' || '_test')
  from unnest(array['_owner', '_scope', '_web', '_staff', '_family', '_engine', '_purge']) as role
 where not pg_has_role(:'prefix' || '_test', :'prefix' || role, 'member')
\gexec
select format('grant pg_read_all_data, pg_write_all_data to %I', :'prefix' || '_test')
\gexec
