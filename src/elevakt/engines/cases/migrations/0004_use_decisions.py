import django.contrib.postgres.fields
from django.db import migrations, models

import elevakt.foundation.kernel.ids

REVIEWERS = ("lawyer", "archivist", "health_lead")

# What was released until now was used everywhere. The owner reads a locked table only unforced;
# the locks are put back when the policies are.
USED_EVERYWHERE = """
    alter table cases.released_definition no force row level security;
    insert into cases.use_decision
      (id, organiser_id, process, version, unit_id, school_years, from_day, instead, decided_by_id,
       decided_at)
    select gen_random_uuid(), organiser_id, process, version, null, '{}', released_on, '', null,
           released_on at time zone 'Europe/Stockholm'
      from cases.released_definition order by released_on, version;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_phrases'),
    ]

    operations = [
        *(
            operation
            for name in REVIEWERS
            for operation in (
                migrations.AddField(
                    model_name='releaseddefinition',
                    name=name,
                    field=models.CharField(default='', max_length=100),
                    preserve_default=False,
                ),
                migrations.AddField(
                    model_name='releaseddefinition',
                    name=f'{name}_on',
                    field=models.DateField(null=True),
                ),
            )
        ),
        migrations.CreateModel(
            name='UseDecision',
            fields=[
                ('id', models.UUIDField(default=elevakt.foundation.kernel.ids.new, editable=False, primary_key=True, serialize=False)),
                ('organiser_id', models.UUIDField()),
                ('process', models.CharField(max_length=60)),
                ('version', models.SmallIntegerField(null=True)),
                ('unit_id', models.UUIDField(null=True)),
                ('school_years', django.contrib.postgres.fields.ArrayField(base_field=models.SmallIntegerField(), size=None)),
                ('from_day', models.DateField()),
                ('instead', models.CharField(max_length=200)),
                ('decided_by_id', models.UUIDField(null=True)),
                ('decided_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'cases"."use_decision',
                'indexes': [models.Index(fields=['organiser_id', 'process'], name='use_process')],
            },
        ),
        migrations.RunSQL(USED_EVERYWHERE, migrations.RunSQL.noop),
    ]
