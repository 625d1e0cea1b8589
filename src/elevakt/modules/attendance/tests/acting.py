"""Cases of attendance in the database: opened by one of the cast, and read by another."""

import json

from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.enums import OpenedBy
from elevakt.engines.cases.models import EntryPart
from elevakt.engines.cases.queries.definitions import definition
from elevakt.trust.people.enums import Side


def opened(story, process, by, *pupils, side=Side.STAFF, opened_by="staff", **posted):
    """Let somebody open a case about pupils, and return its key."""
    with story.as_(by, side) as actor:
        return open_case(
            actor,
            definition=definition(process, 1),
            opened_by=OpenedBy(opened_by),
            people=[story.named("pupil", name) for name in pupils],
            posted=posted,
        )


def home(story, pupil, **answers):
    """Return the home decision about a pupil, by guardian."""
    return [
        {
            "pupil": str(story.cast.id(pupil)),
            "guardian": str(story.cast.id(name)),
            "answer": answer,
            "reason": "Hot" if answer == "do_not_inform" else "",
        }
        for name, answer in answers.items()
    ]


def read_by(story, case_id, name, side=Side.STAFF):
    """Return all that somebody can read of what is written in a case, as one text."""
    with story.as_(name, side):
        parts = EntryPart.objects.filter(matter_id=case_id).order_by("no")
        return json.dumps([part.answers for part in parts], ensure_ascii=False)
