"""What must hold in every schema that holds persons, also for the table that is added next year."""

import re
import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from hypothesis import HealthCheck, example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

import elevakt
from elevakt.foundation.kernel.policies import protected_schemas, sql_files
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.tests.asking import rows
from elevakt.trust.people.rules.names import sort_key

pytestmark = pytest.mark.django_db

OTHER_CLOCK = re.compile(
    r"(?<!access\.)\bnow\(\)"
    r"|\b(current_date|current_time|current_timestamp|localtime|localtimestamp)\b"
    r"|\b(clock_timestamp|statement_timestamp|transaction_timestamp|timeofday)\("
)
TELLS_NOTHING = {
    "entry_no": "only whoever may write in the matter comes as far as to the number",
    "released_once": "every colleague reads which versions are released",
    "draft_once": "it begins with the writer, and a draft is its writer's",
}
"""Unique indexes on what a person may write, with the reason why a collision tells nothing."""

DELETES = {"access.delete_added(uuid)"}
"""What deletes on somebody's word, as the one role that may."""

CONTEXT = ("person", "organiser", "side", "now", "today")
"""The functions that say who asks, and when."""


def role(name):
    """Return a role by its last name."""
    return settings.DATABASE_ROLE[name]


PERSONS = [role("staff"), role("family")]
ACTING = [*PERSONS, role("engine"), role("purge"), role("web")]


def ask(statement, *values):
    """Return what the catalogue answers; ``ours`` stands for the schemas that hold persons."""
    ours = "array[" + ", ".join(f"'{schema}'::regnamespace" for schema in protected_schemas()) + "]"
    with arrange():
        return rows(statement.replace("ours", ours), *values)


# ---- tables --------------------------------------------------------------------------------------


def test_every_table_belongs_to_an_organiser_and_is_locked_on_its_owner_too():
    tables = ask(
        """
        select class.oid::regclass::text, relrowsecurity, relforcerowsecurity, exists (
                 select from pg_attribute
                  where attrelid = class.oid and attname = 'organiser_id' and attnotnull)
          from pg_class class
         where relnamespace = any(ours) and relkind in ('r', 'p') and not relispartition
        """
    )

    assert len(tables) >= 28
    assert [name for name, *locks in tables if not all(locks)] == []


def test_every_table_keeps_organisers_apart():
    tables = ask(
        """
        select class.oid from pg_class class
         where relnamespace = any(ours) and relkind in ('r', 'p') and not relispartition
        """
    )
    kept = ask(
        """
        select polrelid from pg_policy
         where polname = 'tenant' and not polpermissive and polcmd = '*'
           and polroles @> array(select oid from pg_roles where rolname = any(%s))
           and pg_get_expr(polqual, polrelid) = %s and pg_get_expr(polwithcheck, polrelid) = %s
        """,
        [*PERSONS, role("engine")],
        *["((organiser_id = ( SELECT access.organiser() AS organiser)) IS TRUE)"] * 2,
    )

    assert set(kept) == set(tables)


def test_a_partition_is_granted_to_nobody():
    granted = ask(
        """
        select class.relname, grantee from pg_class class, aclexplode(relacl)
         where relnamespace = any(ours) and relispartition and grantee <> relowner
        """
    )

    assert granted == []


def test_nobody_does_to_a_table_what_no_policy_is_asked_about():
    granted = ask(
        """
        select class.relname, grantee::regrole::text, privilege_type
          from pg_class class, aclexplode(relacl)
         where relnamespace = any(ours) and grantee <> relowner
           and privilege_type in ('TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN')
        """
    )

    assert granted == []


def test_no_unique_index_tells_that_something_hidden_exists():
    unique = ask(
        """
        select name.relname
          from pg_index
          join pg_class name on name.oid = indexrelid
          join pg_class class on class.oid = indrelid
         where indisunique and not indisprimary and class.relnamespace = any(ours)
           and exists (
             select from unnest(%s::text[]) person
              where has_table_privilege(person, class.oid, 'insert')
                 or has_table_privilege(person, class.oid, 'update'))
        """,
        PERSONS,
    )

    assert [name for (name,) in unique if name not in TELLS_NOTHING] == []


def test_no_column_has_an_enum_type():
    # Their "=" is not leakproof, so no index serves them below a policy.
    columns = ask(
        """
        select class.relname, attname
          from pg_attribute
          join pg_class class on class.oid = attrelid
          join pg_type type on type.oid = atttypid
         where relnamespace = any(ours) and typtype = 'e'
        """
    )

    assert columns == []


# ---- roles ---------------------------------------------------------------------------------------


def test_only_the_backup_goes_past_the_policies():
    mighty = ask(
        """
        select rolname from pg_roles
         where (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb or rolreplication)
           and starts_with(rolname, %s)
        """,
        f"{settings.PREFIX}_",
    )

    assert {name for (name,) in mighty} == {f"{settings.PREFIX}_backup", role("test")}


def test_the_web_becomes_a_side_or_the_engine_and_is_none_of_them_before_that():
    def held(how):
        answer = ask(
            "select rolname from pg_roles where pg_has_role(%s, oid, %s)", role("web"), how
        )
        return {name for (name,) in answer}

    assert held("member") == {role(name) for name in ("web", "staff", "family", "engine")}
    assert held("usage") == {role("web")}


def test_those_who_act_own_nothing():
    owned = {
        catalogue: ask(
            f"select oid::{kind}::text from {catalogue} where {owner}::regrole::text = any(%s)",
            ACTING,
        )
        for catalogue, owner, kind in (
            ("pg_class", "relowner", "regclass"),
            ("pg_proc", "proowner", "regprocedure"),
            ("pg_namespace", "nspowner", "regnamespace"),
            ("pg_type", "typowner", "regtype"),
        )
    }

    assert owned.pop("pg_proc") == [(one,) for one in DELETES]
    assert owned == {catalogue: [] for catalogue in owned}


def test_those_who_act_make_nothing():
    made = ask(
        """
        select nspname, actor from pg_namespace, unnest(%s::text[]) actor
         where nspname !~ '^pg_' and has_schema_privilege(actor, pg_namespace.oid, 'create')
        """,
        ACTING,
    )

    assert made == []


def test_the_web_is_granted_nothing_that_is_protected_but_to_write_a_refusal():
    granted = ask(
        """
        select class.oid::regclass::text, privilege_type from pg_class class, aclexplode(relacl)
         where relnamespace = any(ours) and grantee in (0, %s::regrole)
        """,
        role("web"),
    )

    assert granted == [("audit.refusal", "INSERT")]


# ---- functions, views, policies ------------------------------------------------------------------


def test_a_function_that_acts_as_its_owner_is_the_scopes_and_looks_nowhere_else():
    definers = ask(
        """
        select oid::regprocedure::text, proowner::regrole::text, array_to_string(proconfig, ';')
          from pg_proc where prosecdef and pronamespace = any(ours)
        """
    )

    assert len(definers) >= 12
    for name, owner, configuration in definers:
        assert owner == role("purge" if name in DELETES else "scope"), name
        assert re.fullmatch("search_path=pg_catalog(, base)?, pg_temp", configuration), name


def test_a_function_that_acts_as_its_owner_is_never_open_to_everybody():
    open_to_all = ask(
        """
        select oid::regprocedure::text
          from pg_proc, aclexplode(coalesce(proacl, acldefault('f', proowner)))
         where prosecdef and pronamespace = any(ours) and grantee = 0
        """
    )

    assert open_to_all == []


def test_a_view_is_the_scopes_own_or_asks_as_whoever_looks():
    views = ask(
        """
        select oid::regclass::text, relowner::regrole::text from pg_class
         where relkind in ('v', 'm') and relname !~ '^pg_' and relnamespace::regnamespace::text
               not in ('pg_catalog', 'information_schema')
           and not coalesce('security_invoker=true' = any(reloptions), false)
        """
    )

    assert {owner for _, owner in views} == {role("scope")}
    assert [name for name, _ in views if not name.startswith("access.")] == []


def test_who_asks_is_stable_and_is_asked_once_for_a_statement():
    kinds = ask(
        """
        select proname, provolatile::text, proparallel::text from pg_proc
         where pronamespace = 'access'::regnamespace and proname = any(%s)
        """,
        list(CONTEXT),
    )
    conditions = ask(
        """
        select policyname, tablename, coalesce(qual, '') || coalesce(with_check, '')
          from pg_policies
        """
    )
    bare = re.compile(rf"(?<!SELECT )access\.({'|'.join(CONTEXT)})\(\)")

    assert sorted(kinds) == sorted((name, "s", "s") for name in CONTEXT)
    assert [policy for *policy, condition in conditions if bare.search(condition)] == []


def test_nothing_in_the_database_asks_another_clock():
    spoken = ask(
        """
        select policyname || ' on ' || tablename, coalesce(qual, '') || coalesce(with_check, '')
          from pg_policies
        union all
        select oid::regprocedure::text, pg_get_functiondef(oid)
          from pg_proc where pronamespace = any(ours)
        union all
        select viewname, definition from pg_views where schemaname::regnamespace = any(ours)
        union all
        select class.relname, pg_get_expr(adbin, adrelid)
          from pg_attrdef join pg_class class on class.oid = adrelid where relnamespace = any(ours)
        """
    )

    assert len(spoken) > 100
    assert [name for name, text in spoken if OTHER_CLOCK.search(text.lower())] == []


# ---- what an app's SQL may name ------------------------------------------------------------------


def ours():
    """Return the configurations of our own apps."""
    return [config for config in apps.get_app_configs() if config.name.startswith("elevakt.")]


def place(config):
    """Return where an app lies, as ``floor.app``."""
    return config.name.removeprefix("elevakt.")


def importable():
    """Return, for each app, itself and those that it may import by the import contracts."""
    project = Path(elevakt.__file__).parents[2] / "pyproject.toml"
    contracts = tomllib.loads(project.read_text())["tool"]["importlinter"]["contracts"]
    depth = {
        (contract["containers"][0], name.strip(" ()")): at
        for contract in contracts
        if contract["type"] == "layers" and len(contract["containers"]) == 1
        for at, layer in enumerate(contract["layers"])
        for name in layer.split("|")
    }

    def may_import(one, other):
        (floor, app), (other_floor, other_app) = one.split("."), other.split(".")
        if floor != other_floor:
            return depth["elevakt", floor] < depth["elevakt", other_floor]
        # Where no contract stacks the apps of a floor, none imports another.
        house = f"elevakt.{floor}"
        return one == other or depth.get((house, app), 0) < depth.get((house, other_app), 0)

    places = [place(config) for config in ours()]
    return {one: {other for other in places if may_import(one, other)} for one in places}


def schemas():
    """Return in which app's care each schema is."""
    return {
        model._meta.db_table.split('"."')[0]: place(config)
        for config in ours()
        for model in config.get_models()
        if '"."' in model._meta.db_table
    }


def test_the_contracts_are_read_as_they_are_meant():
    assert importable()["trust.access"] >= {"trust.access", "trust.audit", "trust.people"}
    assert "trust.access" not in importable()["trust.audit"] | importable()["trust.people"]


@pytest.mark.parametrize("file", sql_files(), ids=lambda file: f"{file.parts[-3]}-{file.name}")
def test_an_apps_sql_names_only_schemas_that_its_python_may_import(file):
    code = re.sub(r"--.*", "", file.read_text())

    named = {
        app for schema, app in schemas().items() if re.search(rf"\b{schema}\.|'{schema}'", code)
    }

    assert named <= importable()[".".join(file.parts[-4:-2])]
    assert not OTHER_CLOCK.search(code.lower())


# ---- the order of names --------------------------------------------------------------------------


LETTERS = st.characters(exclude_categories=["Cs", "Cn", "Co"], exclude_characters="\0")


@hypothesis_settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.lists(st.text(LETTERS)))
@example(
    words=["Åsa Öberg", "Änglund", "ÆØæø", "Müller", "Łukasz", "Þór", "A\u030asa", "İ", "ß", "ﬁ"]
)
def test_names_are_ordered_alike_in_python_and_in_the_database(words):
    answered = ask("select words, access.sort_key(words) from unnest(%s::text[]) words", words)

    assert answered == [(word, sort_key(word)) for word in words]
