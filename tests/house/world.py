"""What could leak: Norra skolan with six cases, and everybody logged in where they stand."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.test import Client

from elevakt.engines.cases.actions.doing import do_step
from elevakt.engines.cases.actions.opening import open_case
from elevakt.engines.cases.enums import OpenedBy, PersonKind
from elevakt.engines.cases.models import Asked, Case, Entry
from elevakt.engines.cases.queries.definitions import definition
from elevakt.engines.cases.rules.people import Named
from elevakt.engines.cases.tests.browsing import release_everywhere
from elevakt.engines.records.models import Document
from elevakt.foundation.kernel import clock
from elevakt.modules.administration.actions.importing import send
from elevakt.trust.access.actions.acting import acting_as
from elevakt.trust.access.testing.arranging import arrange
from elevakt.trust.access.testing.cast import Cast
from elevakt.trust.access.tests.giving import administer
from elevakt.trust.people.enums import CalendarKind, Side
from elevakt.trust.people.models import CalendarPeriod
from elevakt.trust.people.tests.rules.sheets import sheets
from elevakt.trust.standing.models import Standing

SCHOOL = ("rut", "beata", "mia", "tom", "lo", "cilla", "kim", "stina")
STAFF = (*SCHOOL, "olof", "greta", "ada", "nils", "bo", "ove")
FAMILY = ("vera", "sten", "hans", "hugo", "lo_at_home", "elis_at_home", "otto_at_home")
EVERYBODY = (*STAFF, *FAMILY)

WORDS = {
    "case": "Slagen bakom idrottshallen",
    "against_tom": "Fick höra elaka ord på lektionen",
    "against_rut": "Blev utskälld på expeditionen",
    "from_home": "Vill inte gå till skolan längre",
    "helped": "Orkar inte läsa långa texter",
    "asked": "Når inte målen i svenska",
}
"""What each report says. It may stand only on the pages of those who read it."""

READERS = {
    "case": {"rut", "beata", "kim", "stina", "olof", "mia", "bo"},
    "against_tom": {"rut", "beata", "mia"},
    "against_rut": {"olof", "stina"},
    "from_home": {"rut", "beata", "vera"},
    "helped": {"rut", "beata", "mia", "tom"},
    "asked": {"rut", "beata", "tom", "stina"},
}
"""Who may know that each case is there, and what it says."""

TOLD = {"case": {"vera"}}
"""Who has been told of a case at home: that it is there and how it goes, never the words."""


@dataclass(frozen=True)
class World:
    """The cast, and six cases about Elis.

    ``case``: by Amir and Nora, who goes to another school. Stina reported it, Rut has received it
    and told the organiser, Kim investigates; Mia has told Vera, and Sten may not know. In
    ``against_tom`` and ``against_rut`` a member of staff is accused. Vera reported ``from_home``.
    Tom told that Elis should be ``helped``, and Mia has decided how; that he needs more is
    investigated by Stina, and Lo and Vera are ``asked``.
    """

    cast: Cast
    cases: dict[str, uuid.UUID]
    document: uuid.UUID
    report: uuid.UUID
    questions: dict[str, uuid.UUID]
    upload: uuid.UUID
    period: uuid.UUID

    def key(self, name: str) -> uuid.UUID | str:
        """Return the key of what has this name, or the name itself."""
        if name in self.cast.persons:
            return self.cast.id(name)
        named = {
            **self.cases,
            **self.questions,
            "document": self.document,
            "report": self.report,
            "upload": self.upload,
            "period": self.period,
            "norra": self.cast.norra.id,
            "bjorkangen": self.cast.bjorkangen.id,
        }
        return named.get(name, name)


def make_world(cast: Cast) -> World:
    """Let the cast report, and let Rut receive the first report."""
    with arrange():
        for organiser in (cast.organiser, cast.other_organiser):
            for process in (
                "degrading_treatment",
                "report_of_concern",
                "extra_adaptations",
                "special_support",
            ):
                release_everywhere(organiser.id, process, by="Greta Berg")
    administer(cast, "ada")
    pupil, staff = PersonKind.PUPIL, PersonKind.STAFF
    accused = {
        "case": ("stina", [Named(cast.id(one), "alleged", pupil) for one in ("amir", "nora")]),
        "against_tom": ("mia", [Named(cast.id("tom"), "alleged", staff)]),
        "against_rut": ("stina", [Named(cast.id("rut"), "alleged", staff)]),
        "from_home": ("vera", [Named(cast.id("amir"), "alleged", pupil)]),
    }
    cases = {name: _report(cast, name, by, alleged) for name, (by, alleged) in accused.items()}
    cases["helped"] = _help(cast)
    cases["asked"] = _ask(cast)
    _receive(cast, cases["case"])
    _tell_home(cast, cases["case"])
    with arrange():
        report = Entry.objects.get(matter_id=cases["case"], no=1).id
        questions = {f"for_{one}": _asked(cast, one) for one in ("lo", "vera")}
    return World(
        cast, cases, _document(cases["case"]), report, questions, _upload(cast), _term(cast)
    )


def _report(cast: Cast, name: str, by: str, alleged: list[Named]) -> uuid.UUID:
    side = Side.FAMILY if by in FAMILY else Side.STAFF
    reporter = cast.actor(by, side)
    with acting_as(reporter):
        return open_case(
            reporter,
            definition=definition("degrading_treatment", 1),
            opened_by=OpenedBy.STAFF if reporter.is_staff else OpenedBy.GUARDIAN,
            people=[Named(cast.id("elis"), "exposed", PersonKind.PUPIL), *alleged],
            posted={"what_happened": WORDS[name]},
        )


def _help(cast: Cast) -> uuid.UUID:
    tom, mia, elis = cast.actor("tom"), cast.actor("mia"), cast.id("elis")
    with acting_as(tom):
        case_id = open_case(
            tom,
            definition=definition("extra_adaptations", 1),
            opened_by=OpenedBy.STAFF,
            people=[Named(elis, "pupil", PersonKind.PUPIL)],
            posted={"seen": WORDS["helped"]},
        )
    row = {"kind": "time", "instruction": "Låt Elis få dubbel tid."}
    with acting_as(mia):
        do_step(
            mia,
            case_id=case_id,
            step="adapt",
            instance=str(elis),
            based_on=Case.objects.get(matter_id=case_id).last_no,
            posted={"adaptations": [row]},
        )
    return case_id


def _ask(cast: Cast) -> uuid.UUID:
    tom, elis = cast.actor("tom"), cast.id("elis")
    with acting_as(tom):
        case_id = open_case(
            tom,
            definition=definition("special_support", 1),
            opened_by=OpenedBy.STAFF,
            people=[Named(elis, "pupil", PersonKind.PUPIL)],
            posted={"reason": "criteria", "seen": WORDS["asked"]},
        )
    home = [
        {"pupil": str(elis), "guardian": str(cast.id(one)), "answer": answer, "reason": "Samtal"}
        for one, answer in (("vera", "inform"), ("sten", "do_not_inform"))
    ]
    received = {"own_people": "no", "home": home, "start": "investigate"}
    chosen = {"teachers": [str(cast.id("lo"))], "guardians": [str(cast.id("vera"))]}
    for name, step, posted in (
        ("rut", "receive", {**received, "investigator": str(cast.id("stina"))}),
        ("stina", "ask", chosen),
    ):
        actor = cast.actor(name)
        with acting_as(actor):
            seen = Case.objects.get(matter_id=case_id).last_no
            do_step(actor, case_id=case_id, step=step, based_on=seen, posted=posted)
    return case_id


def _asked(cast: Cast, name: str) -> uuid.UUID:
    return Asked.objects.get(person_id=cast.id(name)).id


def _receive(cast: Cast, case_id: uuid.UUID) -> None:
    rut, elis = cast.actor("rut"), str(cast.id("elis"))
    told = {"pupil": elis, "guardian": str(cast.id("vera")), "answer": "inform"}
    kept = {"pupil": elis, "guardian": str(cast.id("sten")), "answer": "do_not_inform"}
    with acting_as(rut):
        do_step(
            rut,
            case_id=case_id,
            step="receive",
            based_on=Case.objects.get(matter_id=case_id).last_no,
            posted={
                "own_people": "no",
                "safe_now": "En vuxen till på rasten",
                "investigator": str(cast.id("kim")),
                "home": [told, {**kept, "reason": "Rektors beslut"}],
            },
        )


def _tell_home(cast: Cast, case_id: uuid.UUID) -> None:
    mia = cast.actor("mia")
    with acting_as(mia):
        do_step(
            mia,
            case_id=case_id,
            step="inform_homes",
            instance=f"{cast.id('elis')}/{cast.id('vera')}",
            based_on=Case.objects.get(matter_id=case_id).last_no,
            posted={"outcome": "phone"},
        )


def _upload(cast: Cast) -> uuid.UUID:
    """Let Ada have sent in the files of another school; she has not taken them in."""
    files = sheets()
    with acting_as(cast.actor("ada")) as ada:
        return send(ada, files.items())


def _term(cast: Cast) -> uuid.UUID:
    """Let Norra have a term that has not begun, so that nothing is counted by it."""
    with arrange():
        return CalendarPeriod.objects.create(
            organiser_id=cast.organiser.id,
            school_unit=cast.norra,
            kind=CalendarKind.TERM,
            name="Hösttermin",
            starts_on=dt.date(2099, 8, 18),
            ends_on=dt.date(2099, 12, 18),
        ).id


def _document(case_id: uuid.UUID) -> uuid.UUID:
    """Make the document that the organiser was told by, as the job would."""
    with arrange():
        document = Document.objects.get(matter_id=case_id)
        document.content, document.made_at = b"%PDF-1.7", clock.now()
        document.file_name = "Handling.pdf"
        document.save()
        return document.id


def logged_in(cast: Cast, name: str) -> Client:
    """Return a browser where one of the cast has logged in; ``…_at_home`` stands on that side."""
    who = cast.persons[name.removesuffix("_at_home")]
    with arrange():
        user = User.objects.create(username=name)
        Standing.objects.create(
            user=user,
            person_id=who.id,
            organiser_id=who.organiser_id,
            side=Side.FAMILY if name in FAMILY else Side.STAFF,
        )
    client = Client()
    client.force_login(user)
    return client
