import elevakt.foundation.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Link',
            fields=[
                ('id', models.UUIDField(default=elevakt.foundation.kernel.ids.new, editable=False, primary_key=True, serialize=False)),
                ('organiser_id', models.UUIDField()),
                ('matter_id', models.UUIDField()),
                ('onward_id', models.UUIDField()),
                ('is_opened', models.BooleanField()),
                ('by_person_id', models.UUIDField()),
                ('at', models.DateTimeField()),
            ],
            options={
                'db_table': 'cases"."link',
                'indexes': [models.Index(fields=['onward_id'], name='link_onward')],
                'constraints': [models.UniqueConstraint(fields=('matter_id', 'onward_id'), name='link_once')],
            },
        ),
        # No home sees a step until `elevakt cases rebuild` has said which are for it.
        migrations.AddField(
            model_name='step',
            name='is_for_home',
            field=models.BooleanField(default=False),
            preserve_default=False,
        ),
    ]
