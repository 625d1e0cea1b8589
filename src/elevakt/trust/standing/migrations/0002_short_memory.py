"""What is remembered for minutes only, in the form of Django's own cache in a database."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('standing', '0001_initial'),
        ('mfa', '0003_authenticator_type_uniq'),
        ('usersessions', '0001_initial'),
    ]

    operations = [
        migrations.RunSQL(
            """
            create unlogged table base.short_memory (
              cache_key varchar(255) primary key, value text not null, expires timestamptz not null
            );
            create index short_memory_expires on base.short_memory (expires);
            """,
            'drop table base.short_memory',
        ),
    ]
