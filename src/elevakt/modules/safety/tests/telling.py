"""Stories of this module's processes in the database, told by the cast."""

import io

from pypdf import PdfReader

from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.models import Case, CasePerson, Entry, EntryPart, InForce, Step
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.tests.stories import Story as Told
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import Document
from elevakt.trust.people.enums import Side

EVERYTHING = (Case, CasePerson, Step, Entry, EntryPart, InForce, Document, Notice)
AT_HOME = (Case, EntryPart, Document, Notice)


class Story(Told):
    """The cast at work on cases of any process."""

    def opens(self, process, by, people, *, side=Side.STAFF, opened_by="staff", **posted):
        """Somebody opens a case; ``people`` is names by role."""
        named = [self.named(role, name) for role, names in people.items() for name in names]
        with self.as_(by, side) as actor:
            return open_case(
                actor,
                definition=definition(process, 1),
                opened_by=OpenedBy(opened_by),
                people=named,
                posted=posted,
            )

    def seen(self, name, side=Side.STAFF):
        """Return how many rows of every table somebody sees."""
        tables = EVERYTHING if side is Side.STAFF else AT_HOME
        with self.as_(name, side):
            counted = {model.__name__: model.objects.count() for model in tables}
        return {name: count for name, count in counted.items() if count}

    def receive_homes(self, by, case_id, homes, **answers):
        """Whoever leads receives; ``homes`` is pupil, guardian and answer."""
        rows = [
            {
                "pupil": str(self.cast.id(pupil)),
                "guardian": str(self.cast.id(guardian)),
                "answer": answer,
                "reason": "Kan vara farligt",
            }
            for pupil, guardian, answer in homes
        ]
        self.do(by, case_id, "receive", own_people="no", home=rows, **answers)


def text_of(document):
    """Return the words of a document that has been made, as one line."""
    pages = PdfReader(io.BytesIO(bytes(document.content))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
