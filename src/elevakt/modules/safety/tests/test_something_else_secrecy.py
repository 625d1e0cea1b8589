"""Who must not read what fits nowhere else: it may be anything."""

from elevakt.engines.cases.models import EntryPart
from elevakt.trust.people.enums import Side


def test_only_the_lead_and_those_she_names_read_it(story):
    case_id = story.opens(
        "something_else",
        "tom",
        {"pupil": ["hedda"], "present": ["elis"]},
        what="Hedda vill inte gå hem.",
    )
    story.receive_homes(
        "rut",
        case_id,
        [("hedda", "hans", "do_not_inform")],
        next="act",
        owner=str(story.cast.id("kim")),
    )
    story.do("kim", case_id, "act", did="Pratade med Hedda.", enough="yes")

    others = ("mia", "lo", "stina", "cilla", "bo", "nils", "olof", "greta", "ada")
    assert {name: story.seen(name) for name in others} == {name: {} for name in others}
    assert story.seen("hans", Side.FAMILY) == story.seen("elis", Side.FAMILY) == {}
    with story.as_("tom"):
        assert set(EntryPart.objects.values_list("circle", flat=True)) == {"report"}


def test_somebody_of_the_staff_whom_it_is_about_sees_nothing(story):
    story.opens(
        "something_else", "tom", {"pupil": ["elis"], "against": ["mia"]}, what="Mia skrek åt Elis."
    )

    assert story.seen("mia") == {}
