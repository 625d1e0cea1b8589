"""Search that forgives spelling counts trigrams. The extension is trusted: the database's owner may make it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "create extension if not exists pg_trgm schema base;", migrations.RunSQL.noop
        )
    ]
