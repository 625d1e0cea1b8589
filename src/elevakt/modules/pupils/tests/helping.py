"""The cast as it helps pupils: what is decided for whom, and what stands on whose pages."""

import uuid

from elevakt.engines.cases.models import InForce
from elevakt.engines.cases.tests.browsing import Desk
from elevakt.foundation.kernel import ids
from elevakt.modules.support.tests.stories import SupportStory
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.people.models import Duty

WHY = "Orkar inte läsa långa texter sedan i våras."
TIME = {"kind": "time", "instruction": "Låt eleven få dubbel tid.", "from": "2026-09-07"}


class Helping(SupportStory):
    """Acts of the cast, in the words of the stories about what is in force."""

    def adapt(self, pupil, instruction=TIME["instruction"], *, by="tom", decides="rut", **more):
        """Somebody tells of a need, and it is decided what to do; return the case."""
        case_id = self.open("extra_adaptations", by, pupil, seen=WHY)
        row = {**TIME, "instruction": instruction, **more}
        self.do(decides, case_id, "adapt", self.id(pupil), adaptations=[row])
        return case_id

    def judge(self, case_id, pupil, effect="none", **more):
        """Whoever leads asks what it gave."""
        rows = [{"kind": "time", "effect": effect}]
        given = {"next": "keep", **more}
        self.do("rut", case_id, "follow_up", self.id(pupil), effects=rows, **given)

    def sets(self, kind, pupil, instruction, **days):
        """Let something of a kind be in force, whatever set it; return the matter."""
        matter = ids.new()
        with arrange():
            InForce.objects.create(
                organiser_id=self.cast.persons[pupil].organiser_id,
                matter_id=matter,
                no=1,
                row=1,
                kind=kind,
                pupil_id=self.cast.id(pupil),
                instruction=instruction,
                **days,
            )
        return matter

    def teaches(self, name, group):
        """Let somebody of the cast teach one more group."""
        with arrange():
            duty = Duty.objects.get(person=self.cast.persons[name])
            self.cast.organiser.teach(duty, group)

    def at(self, name, path="/elever/stod/"):
        """Return a page as somebody sees it."""
        return Desk(self.story, name).get(path)

    def map(self, name, unit="norra", asked=""):
        """Return the map of a unit as somebody sees it."""
        key: uuid.UUID = getattr(self.cast, unit).id
        return self.at(name, f"/elever/stod/{key}/{asked}")
