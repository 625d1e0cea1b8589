"""The database says whether one reads of somebody at home, of oneself and of nobody else."""

import pytest

from elevakt.trust.access.queries.asking import asked
from elevakt.trust.people.enums import Side

ALL = ("vera", "sten", "hans", "elis", "lo", "rut", "olof", "mia", "nils")


@pytest.mark.parametrize("side", list(Side))
def test_it_answers_of_oneself_alone_and_at_home(story, side):
    case_id = story.report("tom", exposed=["elis"], alleged=["amir"])
    homes = [("elis", "vera", "inform"), ("elis", "sten", "do_not_inform")]
    story.receive("rut", case_id, homes=homes)

    def told(name, why):
        with story.as_(name, side):
            question = "select access.am_told(%(case)s, %(pupil)s, %(why)s)"
            values = {"case": case_id, "pupil": story.cast.id("elis"), "why": why}
            ((answer,),) = asked(question, values)
        return answer

    found = [name for name in ALL for why in ("guardian", "self", "leads") if told(name, why)]

    assert found == (["vera"] if side is Side.FAMILY else [])
