"""A small town is taken in and played, and then looked at."""

import hashlib
import json
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from elevakt.doors.demo.actions.filling import fill, let_in, settle
from elevakt.doors.demo.actions.playing import play
from elevakt.doors.demo.rules.play_script import write_script
from elevakt.doors.demo.rules.play_story import RELEASED
from elevakt.doors.demo.tests.small import SEED, UNTIL, small_town
from elevakt.engines.cases.actions.rebuilding import rebuild
from elevakt.engines.cases.enums import CaseState, EntryKind
from elevakt.engines.cases.models import Case, CasePerson, Draft, Entry, EntryPart, Step
from elevakt.engines.cases.queries.cases import my_reports
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.engines.notifications.models import Notice
from elevakt.foundation.ui.places import PERSONAS
from elevakt.trust.access.actions.acting import acting_as, engine_writes
from elevakt.trust.access.rules.actor import Actor, machinery
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.enums import Side
from elevakt.trust.people.models import Person
from elevakt.trust.standing.models import Standing


class Town:
    """The small town, played."""

    def __init__(self, scale):
        roster, self.extras = small_town()
        self.organiser = roster.organiser.id
        self.script = write_script(
            roster,
            self.extras,
            [definition(*key) for key in RELEASED],
            seed=SEED,
            until=UNTIL,
            scale=scale,
        )
        with self.machinery() as actor:
            fill(actor, roster, self.extras, progress=lambda resource, rows: None)
        self.played = [play(self.script, part) for part in self.script.parts]
        settle(self.script)
        with self.machinery() as actor:
            let_in(actor, self.extras)

    def machinery(self):
        return acting_as(machinery(self.organiser, "demo", now=UNTIL))

    def acting(self, name, side=Side.STAFF):
        return acting_as(Actor(self.extras.people[name], self.organiser, side, now=UNTIL))

    def digest(self):
        """What the town holds, but for keys and what stands on them."""
        with arrange():
            case = {one.matter_id: one.number for one in Case.objects.all()}
            shown = [
                sorted(
                    (one.number, one.state, one.lead, str(one.opened_at))
                    for one in Case.objects.all()
                ),
                sorted(
                    (case[one.matter_id], str(one.key), one.role)
                    for one in CasePerson.objects.all()
                ),
                sorted(
                    (case[one.matter_id], one.step, one.instance, one.state, str(one.due_at))
                    for one in Step.objects.all()
                ),
                sorted(
                    (
                        case[one.matter_id],
                        one.no,
                        one.kind,
                        one.step,
                        str(one.by_person_id),
                        str(one.at),
                    )
                    for one in Entry.objects.all()
                ),
                sorted(
                    (
                        case[one.matter_id],
                        one.no,
                        one.circle,
                        json.dumps(one.answers, sort_keys=True),
                        one.text,
                    )
                    for one in EntryPart.objects.all()
                ),
            ]
        return hashlib.sha256(json.dumps(shown).encode()).hexdigest()


@contextmanager
def played_town(blocker, scale):
    """Play a town in a transaction that is taken back at the end."""
    with blocker.unblock(), transaction.atomic():
        yield Town(scale)
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with played_town(django_db_blocker, scale=0.1) as town:
        yield town


def test_whatever_happens_became_a_case(town):
    cases = sum(one.cases for one in town.played)
    with arrange():
        played = set(Case.objects.values_list("process", flat=True))
        assert Case.objects.count() == cases
        assert Entry.objects.filter(kind=EntryKind.OPENED).count() == cases

    assert cases >= len(town.script.everything)
    assert played >= {one.process for one in town.script.happenings}
    assert sum(one.acts for one in town.played) > 6 * cases


def test_every_state_is_there(town):
    with arrange():
        states = set(Case.objects.values_list("state", flat=True))
        open_steps = set(Step.objects.filter(state="open").values_list("step", flat=True))
        kinds = set(Entry.objects.values_list("kind", flat=True))
        by_nobody = Entry.objects.filter(by_person_id__isnull=True).values_list("step", flat=True)

        assert states == set(CaseState)
        assert {"receive", "inform_homes", "talk", "assess", "measures", "follow_up"} <= open_steps
        assert {EntryKind.SKIPPED, EntryKind.REOPENED, EntryKind.NOTE, EntryKind.CLOSED} <= kinds
        assert set(by_nobody) == {"tell_organiser"}


def test_what_is_shown_is_what_the_ledger_says(town):
    with town.machinery(), engine_writes():
        assert [(number, wrong) for number, wrong in rebuild() if wrong] == []


def test_no_notice_is_undelivered(town):
    with arrange():
        assert Notice.objects.filter(delivered_at__isnull=True).count() == 0
        assert Notice.objects.exists()


def test_nothing_is_late_without_somebody_having_been_told(town):
    with arrange():
        late = Step.objects.filter(state="open", due_at__lte=UNTIL)
        told = set(Notice.objects.filter(kind="late").values_list("once", flat=True))

        assert {
            f"{one.matter_id}:{one.step}:{one.instance}:{one.due_at}:late" for one in late
        } == told
        assert told


def test_playing_again_plays_nothing(town):
    again = [play(town.script, part) for part in town.script.parts]

    assert [(one.cases, one.acts) for one in again] == [(0, 0), (0, 0)]


def test_the_principal_has_something_to_receive_to_assess_and_to_close(town):
    with town.acting("rut") as rut:
        tasks = my_work(rut).mine

    assert {"receive", "assess", "close"} <= {task.step for task in tasks}
    assert any(task.is_late and task.step == "receive" for task in tasks)


def test_the_mentor_has_a_call_to_make(town):
    with town.acting("mia") as mia:
        assert "inform_homes" in {task.step for task in my_work(mia).mine}


def test_the_counsellor_has_a_talk_half_written(town):
    with town.acting("kim") as kim:
        assert "talk" in {task.step for task in my_work(kim).mine}
        kept = [text for draft in Draft.objects.all() for text in draft.said]
        assert "tisdagar" in "".join(kept)


def test_the_teacher_sees_his_own_reports_and_has_nothing_to_do(town):
    with town.acting("tom") as tom:
        assert len(my_reports(tom)) >= 2
        assert my_work(tom).mine == ()


def test_the_pupil_sees_what_he_told(town):
    with town.acting("elis", Side.FAMILY) as elis:
        assert len(my_reports(elis)) == 1


def test_a_mentor_of_another_school_finds_no_case_of_elis(town):
    elis = town.extras.people["elis"]

    with town.acting("nils"):
        assert CasePerson.objects.filter(person_id=elis).count() == 0
        assert Person.objects.filter(id=elis).count() == 0


def test_the_principal_cannot_find_the_case_in_which_she_is_accused(town):
    rut = town.extras.people["rut"]
    with arrange():
        accusing = set(
            CasePerson.objects.filter(person_id=rut, role="alleged").values_list(
                "matter_id", flat=True
            )
        )

    assert accusing
    with town.acting("rut"):
        assert Case.objects.filter(matter_id__in=accusing).count() == 0
        assert set(Case.objects.values_list("number", flat=True)).isdisjoint({"ELEVH"})


@pytest.mark.parametrize("username", [one.username for one in PERSONAS.contributions()])
def test_each_persona_logs_in_and_lands_on_home(town, client, username):
    chosen = client.post(f"/vem/{username}/")
    with arrange():
        standings = Standing.objects.filter(user=User.objects.get(username=username)).count()

    home = client.get(chosen.url)

    assert chosen.url == settings.LOGIN_REDIRECT_URL
    if standings > 1:
        assert home.url == "/plats/"
    else:
        assert home.status_code == 200


def test_the_same_seed_plays_the_same(django_db_setup, django_db_blocker):
    digests = []
    for _ in range(2):
        with played_town(django_db_blocker, scale=0) as town:
            digests.append(town.digest())

    assert digests[0] == digests[1]
