-- The roles and the database of Elevakt. Run once by a database administrator (a superuser of PostgreSQL 15 or later):
--
--     psql -v prefix=elevakt -v database=elevakt -f roles.sql
--
-- The embedded server runs it at every start. It makes only what is missing, so it can be run again.
-- Roles belong to the whole cluster, hence the prefix: two installations in one cluster must not share them.

select format('create role %I %s', :'prefix' || role, attributes)
  from (values
    ('_owner',   'nologin noinherit'),  -- owns every table, and is itself under row security (FORCE)
    ('_scope',   'nologin noinherit'),  -- owns the views and functions that the policies ask
    ('_staff',   'nologin'),            -- what a person may do on the staff side …
    ('_family',  'nologin'),            -- … on the side of the home …
    ('_engine',  'nologin'),            -- … and what the case engine writes for them
    ('_purge',   'nologin'),            -- the only one that may delete
    ('_web',     'login noinherit'),    -- serve and work: owns nothing, is granted nothing protected
    ('_migrate', 'login noinherit'),
    ('_backup',  'login bypassrls')
  ) as wanted (role, attributes)
 where not exists (select from pg_roles where rolname = :'prefix' || role)
\gexec

-- A member with NOINHERIT may become the role and has none of its rights before that.
-- (From PostgreSQL 16 on the grant remembers this, on 15 the member itself does.)
select format('grant %I to %I', :'prefix' || role, :'prefix' || member)
  from (values
    ('_staff', '_web'), ('_family', '_web'), ('_engine', '_web'),  -- acting_as(actor)
    ('_owner', '_migrate'),                                        -- SET ROLE _owner
    ('_scope', '_owner'), ('_purge', '_owner')                     -- what migrations make under these roles
  ) as wanted (role, member)
 where not pg_has_role(:'prefix' || member, :'prefix' || role, 'member')
\gexec

select format('grant pg_read_all_data to %I', :'prefix' || '_backup')
\gexec

select format('create database %I owner %I', :'database', :'prefix' || '_owner')
 where not exists (select from pg_database where datname = :'database')
\gexec
select format('revoke all on database %I from public', :'database')
\gexec
select format(
  'grant connect on database %I to %I, %I, %I',
  :'database', :'prefix' || '_web', :'prefix' || '_migrate', :'prefix' || '_backup'
)
\gexec
