"""The SQL of every app, by the names of this installation's roles: the whole truth of who may."""

import hashlib
import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

_NAMES = re.compile(r"(?<!:):(owner|scope|staff|family|engine|purge|web|schemas)\b")


def sql_files() -> list[Path]:
    """Return every app's SQL, in the order of the house and then by file name."""
    return [
        file
        for app in apps.get_app_configs()
        for file in sorted((Path(app.path) / "sql").glob("*.sql"))
    ]


def protected_schemas() -> list[str]:
    """Return the schemas whose tables are locked: ours, but those without persons' data."""
    ours = {
        model._meta.db_table.split('"."')[0]
        for model in apps.get_models()
        if '"."' in model._meta.db_table
    }
    return sorted(ours - set(settings.UNPROTECTED_SCHEMAS))


def rendered(text: str) -> str:
    """Return SQL with ``:staff`` and the like replaced by this installation's role names."""
    schemas = "array[" + ", ".join(f"'{schema}'" for schema in protected_schemas()) + "]"
    names = {name: f'"{role}"' for name, role in settings.DATABASE_ROLE.items()}
    return _NAMES.sub(lambda found: schemas if found[1] == "schemas" else names[found[1]], text)


def policy_sql() -> str:
    """Return all of it, in order."""
    return "\n".join(rendered(file.read_text()) for file in sql_files())


def policy_digest() -> str:
    """Return the digest that a database carries which has been given exactly this."""
    return hashlib.sha256(policy_sql().encode()).hexdigest()
