"""The screen of a report tells nothing: it is the same for fifty pupils with fifty stories."""

import re
from itertools import cycle

import pytest

from elevakt.engines.cases.models import Case
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.models import SpecialCircumstance
from elevakt.trust.access.testing.arranging import arrange

REPORT = "/rapportera/om/degrading_treatment/"
SYLLABLES = ("Al", "Be", "Cor", "Dag", "El", "Fri", "Gun", "Hel", "Iv", "Jo")
TOKEN = re.compile(r'(name="(?:csrfmiddlewaretoken|request_key)" value=|"X-CSRFToken": )"[^"]*"')


@pytest.fixture
def pupils(story):
    """Fifty pupils whom Tom does not teach; every other one has something to hide."""
    release(story)
    cast, organiser = story.cast, story.cast.organiser
    names = [f"{first}va {last}lund" for first in SYLLABLES for last in SYLLABLES[:5]]
    with arrange():
        classes = {name: organiser.group(cast.norra, name) for name in ("5C", "8A")}
        made = []
        for name, class_name in zip(names, cycle(classes), strict=False):
            pupil = organiser.pupil(name, cast.norra, classes[class_name])
            guardian = organiser.person(f"Hemma {name}")
            organiser.guard(guardian, pupil)
            cast.persons |= {name: pupil, guardian.name: guardian}
            made.append((pupil, class_name))
    for (pupil, _), hide in zip(made[::2], cycle((running, blocked, special)), strict=False):
        hide(story, pupil)
    return made


def running(story, pupil):
    """A case runs about the pupil."""
    return story.report("mia", exposed=[pupil.name], alleged=["amir"])


def blocked(story, pupil):
    """A case runs, and home is not to be told."""
    case_id = running(story, pupil)
    story.receive("rut", case_id, homes=[(pupil.name, f"Hemma {pupil.name}", "do_not_inform")])


def special(story, pupil):
    """There are special circumstances at home."""
    with arrange():
        SpecialCircumstance.objects.create(
            organiser_id=story.cast.organiser.id,
            pupil=pupil,
            kind="honour",
            reason="Uppgifter från kurator",
            decided_by_id=story.cast.id("rut"),
            valid_during=(story.now, None),
        )


def test_before_and_after_a_report_the_screen_is_the_same_for_fifty_pupils(story, pupils):
    tom = Desk(story, "tom")
    before, after = set(), set()
    for pupil, class_name in pupils:
        page = tom.get(f"{REPORT}?elev={pupil.id}")
        assert pupil.name in page.html
        before.add(alike(page, pupil, class_name))
        sent = tom.post(REPORT, {**page.fields, "what_happened": "En knuff i korridoren."})
        assert sent.title == "Skickat – Elevakt"
        after.add(alike(sent, pupil, class_name))

    assert (len(before), len(after)) == (1, 1)
    with arrange():
        assert Case.objects.count() == len(pupils) + 17


def alike(page, pupil, class_name):
    """Return a page but for the name, class and key of its pupil, and the keys of its form."""
    html = TOKEN.sub(r"\1", page.html).replace(str(pupil.id), "key")
    return html.replace(pupil.name, "name").replace(class_name, "class")
