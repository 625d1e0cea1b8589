-- Log-in happens before anybody acts, so these tables lie outside row security and hold no name. The web may read who stands
-- where, keep sessions and change what a user changes for herself; only the engine, inside an act, makes users and standings.
grant usage on schema login, base to :web, :engine;
grant select on login.standing to :web, :engine;
grant insert on login.standing to :engine;
grant select on base.auth_user to :web, :engine;
grant insert on base.auth_user to :engine;
grant update (password, last_login) on base.auth_user to :web;
grant select, insert, update, delete on base.django_session to :web;
grant select on base.account_emailaddress, base.account_emailconfirmation, base.auth_group, base.auth_permission,
  base.auth_user_groups, base.auth_group_permissions, base.auth_user_user_permissions, base.django_content_type to :web;
-- Second steps (their secrets sealed), where one is logged in, and what is remembered for minutes: tries, and codes once used.
grant select, insert, update, delete on base.mfa_authenticator, base.usersessions_usersession, base.short_memory to :web;
