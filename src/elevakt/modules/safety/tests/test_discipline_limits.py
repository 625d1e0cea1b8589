"""What the law does not allow is counted over all cases of a pupil."""

import pytest

from elevakt.engines.cases.actions.refusing import Refused

WEEK = {"from": "2026-09-14", "until": "2026-09-20"}


def ready(story):
    """Return a new case in which all is done that a suspension waits for."""
    elis = str(story.cast.id("elis"))
    case_id = story.opens("discipline", "tom", {"pupil": ["elis"]}, what_happened="En stol.")
    story.receive_homes(
        "rut",
        case_id,
        [("elis", "vera", "inform"), ("elis", "sten", "inform")],
        next="investigate",
        investigator=str(story.cast.id("kim")),
    )
    story.do(
        "kim",
        case_id,
        "investigate",
        elis,
        background="B",
        pupil_view="E",
        guardians="G",
        support="no",
        measures=[{"what": "Samtal"}],
    )
    story.do("rut", case_id, "choose", elis, measures=["suspension"], tried="T", proportion="P")
    story.do("rut", case_id, "hear", elis, pupil_on="2026-09-08", pupil_said="E", all_heard="yes")
    return case_id


def suspend(story, case_id):
    story.do(
        "rut",
        case_id,
        "suspension",
        str(story.cast.id("elis")),
        ground="safety",
        extent="whole",
        teaching="Hemma",
        reasons="S",
        **WEEK,
    )


def test_a_third_suspension_in_a_half_year_is_refused_and_one_after_it_is_not(story):
    for _ in range(2):
        suspend(story, ready(story))
        story.later(days=7)
    third = ready(story)

    with pytest.raises(Refused, match="högst två gånger per kalenderhalvår"):
        suspend(story, third)

    story.later(days=120)
    suspend(story, third)
