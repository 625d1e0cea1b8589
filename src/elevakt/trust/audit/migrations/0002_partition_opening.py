"""The log of openings is partitioned by month, so that old months can be sealed and moved away whole."""

from django.db import migrations

PARTITIONED = """
drop table audit.opening;
create table audit.opening (
    id uuid not null,
    organiser_id uuid not null,
    at timestamptz not null,
    person_id uuid,
    standing_id uuid,
    side varchar(6) not null,
    page varchar(100) not null,
    kind varchar(10) not null,
    matter_id uuid,
    subjects uuid[] not null,
    bases varchar(20)[] not null,
    matters uuid[] not null,
    reason varchar(300) not null,
    address varchar(45) not null,
    primary key (id, at)
) partition by range (at);
create index opening_person_at on audit.opening (person_id, at desc);
create index opening_subjects on audit.opening using gin (subjects);
create table audit.opening_rest partition of audit.opening default;
"""

PLAIN = """
drop table audit.opening;
create table audit.opening (
    id uuid not null primary key,
    organiser_id uuid not null,
    at timestamptz not null,
    person_id uuid,
    standing_id uuid,
    side varchar(6) not null,
    page varchar(100) not null,
    kind varchar(10) not null,
    matter_id uuid,
    subjects uuid[] not null,
    bases varchar(20)[] not null,
    matters uuid[] not null,
    reason varchar(300) not null,
    address varchar(45) not null
);
"""


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]
    operations = [migrations.RunSQL(PARTITIONED, PLAIN)]
