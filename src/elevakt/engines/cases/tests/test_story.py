"""A case from report to close, in the database, by the cast."""

from elevakt.engines.cases.models import Case, InForce
from elevakt.engines.cases.queries.tasks import my_work
from elevakt.engines.notifications.models import Notice
from elevakt.trust.access.testing.arranging import arrange


def titles(story, name):
    with story.as_(name) as actor:
        return [(task.step_title, task.about) for task in my_work(actor).mine]


def told(case_id):
    with arrange():
        found = Notice.objects.filter(matter_id=case_id).order_by("created_at", "once")
        return {(notice.person_id, notice.side, notice.kind) for notice in found}


def test_from_report_to_close(story):
    cast = story.cast
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])

    assert titles(story, "rut") == [("Ta emot", "")]
    assert titles(story, "tom") == titles(story, "kim") == []
    assert told(case_id) == {
        (cast.id("rut"), "staff", "to_do"),
        (cast.id("beata"), "staff", "to_do"),
    }

    story.later(hours=1)
    story.receive("rut", case_id, homes=[("elis", "vera", "inform"), ("elis", "sten", "ask")])

    assert titles(story, "mia") == [("Berätta för hemmet", "Elis Bergström")]
    assert titles(story, "kim") == [("Prata med dem det gäller", "")]
    assert titles(story, "rut") == [("Åtgärder", "")]
    assert (cast.id("olof"), "staff", "informed") in told(case_id)

    story.later(hours=2)
    elis, vera = str(cast.id("elis")), str(cast.id("vera"))
    story.do("mia", case_id, "inform_homes", f"{elis}/{vera}", outcome="phone")
    story.later(days=2)
    story.do(
        "kim",
        case_id,
        "talk",
        talks=[
            {"with": elis, "on": "2026-09-09", "account": "Han blev knuffad två gånger."},
            {"with": str(cast.id("amir")), "on": "2026-09-09", "account": "Det var på skoj."},
        ],
    )
    story.do(
        "rut",
        case_id,
        "measures",
        measures=[
            {
                "target": "pupil",
                "whom": elis,
                "what": "Vuxen i korridoren",
                "instruction": "Var i korridoren före lektionen.",
                "owner": str(cast.id("tom")),
                "from": "2026-09-10",
            }
        ],
    )
    with story.as_("tom"):
        assert [row.instruction for row in InForce.objects.all()] == [
            "Var i korridoren före lektionen."
        ]
    story.later(days=1)
    story.do(
        "rut",
        case_id,
        "assess",
        elis,
        facts="Amir knuffade Elis.",
        finding="degrading",
        reasons="Elis har rätt att vara trygg.",
    )

    assert titles(story, "rut") == []
    assert titles(story, "mia") == [("Följ upp", "Elis Bergström")]

    for round_, answer in enumerate(("yes", "yes"), 1):
        story.later(weeks=3)
        instance = elis if round_ == 1 else f"{elis}#{round_}"
        story.do("mia", case_id, "follow_up", instance, stopped=answer)

    assert titles(story, "rut") == [("Avsluta", "")]

    story.do("rut", case_id, "close")

    with story.as_("rut"):
        case = Case.objects.get(matter_id=case_id)
    assert (case.state, case.closed_at, case.number) == ("closed", story.now, "ELEV1 2026-1")
    assert {one for one in told(case_id) if one[1] == "family"} == {
        (cast.id("vera"), "family", "informed")
    }
    assert (cast.id("tom"), "staff", "informed") in told(case_id)


def test_measures_open_again_when_it_has_not_stopped(story):
    elis = str(story.cast.id("elis"))
    case_id = story.report("tom", exposed=["elis"])
    story.receive("rut", case_id, homes=[("elis", g, "do_not_inform") for g in ("vera", "sten")])
    story.do("kim", case_id, "talk", talks=[{"with": elis, "account": "Han berättade."}])
    measures = [
        {"target": "unit", "what": "Fler vuxna ute", "from": "2026-09-10"},
    ]
    story.do("rut", case_id, "measures", measures=measures)
    story.do(
        "rut", case_id, "assess", elis, facts="Så var det.", finding="degrading", reasons="Ja."
    )
    story.later(weeks=2)

    story.do("mia", case_id, "follow_up", elis, stopped="no")

    assert story.steps(case_id) == [("follow_up", f"{elis}#2"), ("measures", "")]
