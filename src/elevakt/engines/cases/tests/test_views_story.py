"""A case from report to close, over HTTP and without scripts, by the cast."""

import datetime as dt

import pytest
from django.urls import reverse

from elevakt.engines.cases.models import Case
from elevakt.engines.cases.tests.browsing import Desk, release
from elevakt.trust.access.testing.arranging import arrange

REPORT = "/rapportera/om/degrading_treatment/"


@pytest.fixture
def released(story):
    release(story)
    return story


def the_case():
    with arrange():
        return Case.objects.get()


def path(case, step, instance=""):
    address = reverse("cases:step", args=[case.matter_id, step])
    return f"{address}?for={instance.replace('#', '%23')}" if instance else address


def test_from_report_to_close(released):
    story, cast = released, released.cast
    elis, vera = str(cast.id("elis")), str(cast.id("vera"))
    tom, rut, kim, mia = (Desk(story, name) for name in ("tom", "rut", "kim", "mia"))

    sent = tom.fill(
        REPORT,
        **{
            "who-exposed-pupils": [elis],
            "who-alleged-pupils_q": "Amir",
            "what_happened": "Amir knuffade Elis i korridoren.",
        },
    )
    assert "Du har gjort det du ska." in sent.text
    case = the_case()
    address = reverse("cases:case", args=[case.matter_id])
    assert tom.get(address).title == "Min anmälan – Elevakt"

    story.later(hours=1)
    page = rut.get(address)
    assert page.title == f"Ärende {case.number} – Elevakt"
    assert "Nästa: Ta emot" in page.text
    done = rut.fill(
        path(case, "receive"),
        own_people="no",
        safe_now="En vuxen är med på rasterna.",
        investigator_q="Kim",
        **{f"home-{elis}.{vera}-answer": "inform", f"home-{elis}.{cast.id('sten')}-answer": "ask"},
    )
    assert "Sparat." in done.text

    story.later(hours=1)
    assert "Berätta för hemmet: Vera Bergström" in mia.get(address).text
    mia.fill(path(case, "inform_homes", f"{elis}/{vera}"), outcome="phone")

    story.later(days=2)
    kim.fill(
        path(case, "talk"),
        **{
            "talks-0-on": "2026-09-09",
            "talks-0-account": "Han blev knuffad.",
            "talks-1-on": "2026-09-09",
            "talks-1-account": "Det var på skoj.",
        },
    )
    rut.fill(
        path(case, "measures"),
        **{
            "measures-0-target": "pupil",
            "measures-0-whom": elis,
            "measures-0-what": "Vuxen i korridoren",
            "measures-0-instruction": "Var i korridoren före lektionen.",
            "measures-0-from": "2026-09-10",
        },
    )
    rut.fill(
        path(case, "assess", elis),
        facts="Elis knuffades två gånger.",
        finding="degrading",
        reasons="Elis upplevde det så.",
    )
    for round_, days in ((elis, 14), (f"{elis}#2", 28)):
        story.later(days=days)
        mia.fill(path(case, "follow_up", round_), stopped="yes")

    story.later(days=1)
    closing = rut.get(path(case, "close"))
    assert "Inget saknas. Ärendet kan avslutas." in closing.text
    ending = closing.text.partition("Det här slutar gälla när du avslutar")[2]
    assert ending.count("Var i korridoren före lektionen.") == 1
    rut.fill(path(case, "close"), lessons="Fler vuxna i korridoren.")

    assert the_case().state == "closed"
    assert the_case().closed_at.date() == story.now.date() == dt.date(2026, 10, 22)
    assert "Avslutat." in tom.get(reverse("report:own", args=[case.matter_id])).text
