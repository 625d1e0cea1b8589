import elevakt.foundation.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0002_links'),
    ]

    operations = [
        migrations.CreateModel(
            name='Phrase',
            fields=[
                ('id', models.UUIDField(default=elevakt.foundation.kernel.ids.new, editable=False, primary_key=True, serialize=False)),
                ('organiser_id', models.UUIDField()),
                ('process', models.CharField(max_length=60)),
                ('place', models.CharField(max_length=130)),
                ('text', models.CharField(max_length=300)),
                ('person_id', models.UUIDField(null=True)),
                ('added_by_id', models.UUIDField()),
                ('added_at', models.DateTimeField()),
            ],
            options={
                'db_table': 'cases"."phrase',
                'indexes': [models.Index(fields=['process', 'place'], name='phrase_place')],
            },
        ),
    ]
