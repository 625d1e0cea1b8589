"""How tables are named, and what every table of ours begins with."""

from django.db import models

from elevakt.foundation.kernel import ids


def table(schema: str, name: str) -> str:
    """Return ``db_table`` for a table in a schema of its own.

    Django quotes the whole as one name, so the quotes in the middle end the schema and begin the
    table. Renaming such a table needs SQL; every other operation works.
    """
    return f'{schema}"."{name}'


class Row(models.Model):
    """A row with a key that is known before it is written."""

    id = models.UUIDField(primary_key=True, default=ids.new, editable=False)

    class Meta:
        abstract = True
