"""Acts of the cast in the cases of the module."""

from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.models import (
    Asked,
    Case,
    CasePerson,
    Entry,
    EntryPart,
    InForce,
    Step,
)
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.notifications.models import Notice
from elevakt.engines.records.models import Document
from elevakt.trust.people.enums import Side

EVERYTHING = (Case, CasePerson, Step, Entry, EntryPart, InForce, Asked, Document, Notice)
OTHERS = ("bo", "nils", "cilla", "olof", "greta", "ada", "ove")
"""Who have nothing to do with Elis at Norra skolan."""


class SupportStory:
    """The cast at work on cases about one pupil."""

    def __init__(self, story):
        self.story, self.cast, self.as_, self.do = story, story.cast, story.as_, story.do
        self.later = story.later

    @property
    def now(self):
        """The moment of the story."""
        return self.story.now

    def id(self, name):
        """Return the key of one of the cast, as a form posts it."""
        return str(self.cast.id(name))

    def open(self, process, by, about="elis", *, side=Side.STAFF, opened_by="staff", **posted):
        """Somebody opens a case about a pupil, and gets its key."""
        with self.as_(by, side) as actor:
            return open_case(
                actor,
                definition=definition(process, 1),
                opened_by=OpenedBy(opened_by),
                people=[self.story.named("pupil", about)],
                posted=posted,
            )

    def seen(self, name, side=Side.STAFF):
        """Return how many rows of every table somebody sees."""
        tables = EVERYTHING if side is Side.STAFF else (Case, EntryPart, Asked, Document, Notice)
        with self.as_(name, side):
            return {one.__name__: found for one in tables if (found := one.objects.count())}
